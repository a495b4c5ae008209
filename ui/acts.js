(() => {
  // What is clicked below an answer goes to the server through `#bridge`, whose own script hands over `trigger`.
  const send = (act, detail = {}) => dispatchEvent(new CustomEvent('policyqa:act', { detail: { act, ...detail } }));
  // Gradio leaves only the classes of what stands in a message: `turn-3`, `cite-m4`.
  const classed = (element, prefix) => [...element.classList].find((name) => name.startsWith(prefix));
  const turnOf = (element) => Number(classed(element.closest('.acts'), 'turn-').slice(5));
  const among = (element, names) => names.find((name) => element.classList.contains(name));
  const say = (button, word) => {
    if (button.dataset.said) return;
    button.dataset.said = button.textContent;
    button.textContent = word;
    setTimeout(() => { button.textContent = button.dataset.said; delete button.dataset.said; }, 2000);
  };
  const REASONS = 'FEEDBACK_REASONS'.split(' ');
  const press = (buttons, pressed) => { for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed)); };
  window.policyqaCopy = async (text) => {
    // The clipboard's own interface is missing where a page is served without TLS to other machines.
    if (navigator.clipboard && await navigator.clipboard.writeText(text).then(() => true, () => false)) return true;
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  };
  // As it is drawn, with its line breaks, but without the numbers of the chips.
  const textOf = (part) => {
    const numbers = [...part.querySelectorAll('sup')];
    for (const number of numbers) number.hidden = true;
    const text = part.innerText.trim();
    for (const number of numbers) number.hidden = false;
    return text;
  };
  const references = (answer) => [...answer.querySelectorAll(':scope > details[class^=cite-] .copy')].map(window.policyqaReference);
  const enter = (box, text) => {
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  // The document that alone is asked, until another is chosen or all are again.
  const scope = (id, name) => {
    enter(document.querySelector('#scope textarea, #scope input'), id);
    const line = document.querySelector('#scoped .scope');
    line.querySelector('b').textContent = name;
    line.hidden = !id;
  };
  const unhex = (text) => new TextDecoder().decode(Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16)));
  const narrow = (button) => {
    const row = button.closest('[data-name]');
    scope(unhex(classed(button, 'document-').slice(9)), row ? row.dataset.name : button.textContent);
    document.getElementById('chat-tab-button').click();
    const asked = [...document.querySelectorAll('#chat .question')].filter((question) => button.compareDocumentPosition(question) & Node.DOCUMENT_POSITION_PRECEDING).pop();
    const box = document.querySelector('#composer textarea');
    if (row || !asked) { box.focus(); return; }
    enter(box, asked.textContent);
    setTimeout(() => document.querySelector('#composer [data-testid=submit-button]').click(), 100);
  };
  addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('button.narrow, button.unscope');
    if (button) button.classList.contains('narrow') ? narrow(button) : scope('', '');
  });
  const actions = {
    'copy-answer': async (button) => {
      const answer = button.closest('.answer');
      // What must be known of the document goes with what is taken from it.
      const text = [...answer.querySelectorAll(':scope > :is(.caveat, .said)')].map(textOf);
      if (await window.policyqaCopy([...text, ...references(answer)].join('\n\n'))) say(button, 'COPIED');
    },
    retry: () => send('retry'),
    vote: (button) => {
      const verdict = among(button, ['up', 'down']), acts = button.closest('.acts');
      press(acts.querySelectorAll('.vote'), button);
      press(acts.querySelectorAll('.reason'), null);
      acts.querySelector('.reasons').hidden = verdict !== 'down';
      acts.scrollIntoView({ block: 'nearest' });
      send('vote', { turn: turnOf(button), verdict, reason: '' });
    },
    reason: (button) => {
      press(button.closest('.acts').querySelectorAll('.reason'), button);
      send('vote', { turn: turnOf(button), verdict: 'down', reason: among(button, REASONS) });
    },
    // A chip in the text opens the card of its source.
    cited: (button) => {
      const card = button.closest('.answer').querySelector(`:scope > details.${CSS.escape(classed(button, 'cite-'))}`);
      if (!card) return;
      card.open = true;
      card.querySelector('summary').focus({ preventScroll: true });
      card.scrollIntoView({ block: 'nearest' });
    },
  };
  addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('#chat button');
    const action = button && Object.keys(actions).find((name) => button.classList.contains(name));
    if (action) actions[action](button);
  });
  const replies = {
    noted: ({ turn, text }) => {
      const line = document.querySelector(`#chat .acts.turn-${Number(turn)} .noted`);
      if (line) line.textContent = text;
    },
    told: ({ text }) => {
      const line = document.querySelector('#composer .told');
      line.textContent = text;
      setTimeout(() => { line.textContent = ''; }, 5000);
    },
    file: ({ name, text }) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
  };
  addEventListener('policyqa:reply', (event) => { const reply = replies[event.detail.kind]; if (reply) reply(event.detail); });
})();
