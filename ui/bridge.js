// The way between what is clicked within an answer, which Gradio knows nothing of, and the server.
addEventListener('policyqa:act', (event) => trigger(event.detail.act === 'retry' ? 'retry' : 'like', event.detail));
watch('value', () => { if (props.value) dispatchEvent(new CustomEvent('policyqa:reply', { detail: JSON.parse(props.value) })); });
