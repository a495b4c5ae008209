(() => {
  // An address names an item of the text (#m12), or a question (?q=…); both may be shared.
  // Of several documents, an item's address begins with its document: #law/m12.
  const isItem = (name) => /^(?:[^/\s"<>]{1,80}\/)?(?:[magst]\d{1,4}|p|c|annex)$/.test(name);
  const parts = (name) => { const at = name.lastIndexOf('/'); return [name.slice(0, Math.max(0, at)), name.slice(at + 1)]; };
  const named = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; }
  };
  const place = () => document.querySelector('#reading #text');
  let wanted = '';  // the address that was asked for last
  // Texts come from the server, which has them as the library does now; without an id it is the first document's.
  const request = async (id) => {
    try {
      const answer = await fetch(id ? `texts/${encodeURIComponent(id)}` : 'texts');
      if (answer.ok) return { text: await answer.text() };
      return { failure: answer.status === 404 ? 'NOT_HELD' : 'NO_TEXT' };
    } catch { return { failure: 'NO_TEXT' }; }
  };
  const pending = new Map();
  const load = (id) => {
    if (!pending.has(id)) pending.set(id, request(id).finally(() => pending.delete(id)));
    return pending.get(id);
  };
  const open = async (id) => {
    if (place().dataset.document === id) return;
    const { text, failure } = await load(id);
    const shown = place();
    // Another may have been asked for meanwhile, or this one twice.
    if (!shown || parts(wanted)[0] !== id || shown.dataset.document === id) return;
    if (failure) {
      shown.innerHTML = '<p role="status"></p>';
      shown.firstChild.textContent = window.policyqaWord(failure);
      delete shown.dataset.document;
    } else {
      shown.innerHTML = text;
      shown.dataset.document = id;
    }
  };
  const fill = () => {
    if (!place() || place().dataset.filled) return;
    place().dataset.filled = 'yes';
    wanted = isItem(named()) ? named() : '';
    open(parts(wanted)[0]);
  };
  const list = async () => {
    const shelf = document.querySelector('#reading #shelf');
    if (!shelf || shelf.dataset.filled) return;
    shelf.dataset.filled = 'yes';
    const answer = await fetch('shelf');
    if (answer.ok) shelf.innerHTML = await answer.text();
  };
  new MutationObserver(() => { list(); fill(); }).observe(document, { childList: true, subtree: true });
  addEventListener('input', (event) => {
    if (event.target.id !== 'find-document') return;
    const wanted = event.target.value.trim().toLowerCase();
    let count = 0;
    for (const row of document.querySelectorAll('#shelf li')) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      count += !row.hidden;
    }
    document.querySelector('#shelf .found').textContent = String(count);
  });
  const when = (find, act, tries = 100) => {
    const found = find();
    if (found) act(found);
    else if (tries) setTimeout(() => when(find, act, tries - 1), 100);
  };
  const item = (name) => document.querySelector(`#reading [id="${name}"]`);
  const show = (address) => {
    const [id, name] = parts(address);
    wanted = address;
    when(() => {
      if (wanted !== address) return false;
      // The tab is empty until it is chosen, and a click before Gradio is ready is lost.
      const button = document.getElementById('reading-tab-button');
      if (button && button.getAttribute('aria-selected') !== 'true') button.click();
      return button && button.getAttribute('aria-selected') === 'true' && place();
    }, async () => {
      await open(id);
      const found = wanted === address && place().dataset.document === id && item(name);
      if (!found) return;
      found.scrollIntoView({ block: 'start' });
      found.focus({ preventScroll: true });
      found.classList.remove('flash');
      requestAnimationFrame(() => found.classList.add('flash'));
    });
  };
  const follow = () => { if (isItem(named())) show(named()); };
  addEventListener('hashchange', follow);
  const arrive = () => {
    follow();
    const asked = new URLSearchParams(location.search).get('q');
    if (!asked) return;
    when(() => document.querySelector('#composer [data-testid=submit-button]') && document.querySelector('#composer textarea'), (box) => {
      box.value = asked.slice(0, box.maxLength > 0 ? box.maxLength : 300);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      setTimeout(() => document.querySelector('#composer [data-testid=submit-button]').click(), 300);
    });
  };
  // Gradio puts this script into the page when the page may have been loaded already.
  if (document.readyState === 'complete') arrive(); else addEventListener('load', arrive);
  addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || !isItem(link.getAttribute('href').slice(1))) return;
    event.preventDefault();
    // Within the text of a document its own links need not name it.
    const own = link.getAttribute('href').slice(1), text = link.closest('#text');
    const name = text && text.dataset.document && !own.includes('/') ? `${text.dataset.document}/${own}` : own;
    if (named() === name) show(name); else location.hash = name;
  });
  // What is found is marked without changing the text: the Custom Highlight API, or nothing where there is none.
  let places = [], at = -1;
  const mark = (word) => {
    const text = document.querySelector('#reading .policy');
    const status = document.querySelector('#reading .found');
    places = []; at = -1;
    if (word) {
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest('.find, nav')) continue;
        const held = node.data.toLowerCase();
        for (let from = held.indexOf(word); from >= 0; from = held.indexOf(word, from + word.length)) {
          const range = new Range();
          range.setStart(node, from); range.setEnd(node, from + word.length);
          places.push(range);
        }
      }
    }
    if (window.Highlight) CSS.highlights.set('found', new Highlight(...places));
    status.textContent = !word ? '' : places.length ? 'FOUND_COUNT'.replace('{count}', places.length) : 'FOUND_NONE';
  };
  const next = () => {
    if (!places.length) return;
    at = (at + 1) % places.length;
    places[at].startContainer.parentElement.scrollIntoView({ block: 'center' });
    if (window.Highlight) CSS.highlights.set('current', new Highlight(places[at]));
  };
  addEventListener('input', (event) => { if (event.target.id === 'find-text') mark(event.target.value.trim().toLowerCase()); });
  addEventListener('keydown', (event) => { if (event.target.id === 'find-text' && event.key === 'Enter') { event.preventDefault(); next(); } });
  addEventListener('click', (event) => { if (event.target.closest('#reading .next')) next(); });
  // A reference as one writes it: 《the policy》第（六）条, with the address of the clause.
  window.policyqaReference = (button) => {
    const label = button.closest('details').querySelector('summary b').textContent.trim();
    const link = button.closest('.tools').querySelector('a').getAttribute('href');
    const of = button.closest('details').querySelector('summary .of');
    const title = of ? of.textContent.trim().replace(/^《|》$/g, '') : document.querySelector('#head .document').textContent.trim();
    return `《${title}》${/^[（(]/.test(label) ? `第${label}条` : label} ${location.origin}${location.pathname}${link}`;
  };
  addEventListener('click', async (event) => {
    const button = event.target.closest('#chat button.copy');
    if (!button || !await window.policyqaCopy(window.policyqaReference(button))) return;
    const said = button.textContent;
    button.textContent = 'COPIED';
    setTimeout(() => { button.textContent = said; }, 2000);
  });
  // How much of the longest question is typed.
  const count = () => {
    const box = document.querySelector('#composer textarea'), counter = document.querySelector('#composer .counter');
    if (!box || !counter) return;
    const text = box.value ? `${[...box.value].length}/${counter.dataset.limit}` : '';
    if (counter.textContent !== text) counter.textContent = text;
  };
  addEventListener('input', (event) => { if (event.target.closest && event.target.closest('#composer')) count(); });
  setInterval(count, 500);  // Gradio empties the box without an event
})();
