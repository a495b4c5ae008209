(() => {
  const names = { user: 'QUESTION', bot: 'ANSWER' };
  let asked = 0, latest = null;
  // The page scrolls, not a box in it: a new question goes to the top and its answer grows below, unless the reader moves.
  for (const moved of ['wheel', 'touchmove', 'pointerdown', 'keydown']) addEventListener(moved, () => { latest = null; }, { passive: true });
  new MutationObserver(() => {
    const chat = document.getElementById('chat');
    if (!chat) return;
    // Gradio gives a message's source, tags and all, to screen readers as its name.
    for (const element of chat.querySelectorAll('[data-testid=user], [data-testid=bot]')) {
      const name = window.policyqaWord(names[element.dataset.testid]);
      if (element.getAttribute('aria-label') === name) continue;
      element.setAttribute('aria-label', name);
      element.setAttribute('role', 'group');
    }
    const questions = chat.querySelectorAll('.user-row');
    if (questions.length > asked) latest = questions[questions.length - 1];
    asked = questions.length;
    if (latest) latest.scrollIntoView({ block: 'start' });
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label'] });
  new MutationObserver(() => {
    // Gradio's text boxes know no list of choices.
    for (const list of document.querySelectorAll('datalist[data-for]')) {
      const box = document.querySelector(`#${list.dataset.for} input`);
      if (box && !box.list) box.setAttribute('list', list.id);
    }
  }).observe(document, { childList: true, subtree: true });
  // What an input method shows while it composes is no word to look for yet.
  const filter = (event) => event.target.closest && event.target.closest('#filters input');
  addEventListener('input', (event) => { if (event.isComposing && filter(event)) event.stopImmediatePropagation(); }, true);
  addEventListener('compositionend', (event) => {
    if (filter(event)) event.target.dispatchEvent(new Event('input', { bubbles: true }));
  }, true);
  addEventListener('click', (event) => {
    const question = event.target.closest('button.ask');
    if (!question) return;
    const box = document.querySelector('#composer textarea');
    box.value = question.textContent;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    setTimeout(() => document.querySelector('#composer [data-testid=submit-button]').click());
  });
})();
