(() => {
  // Gradio translates what its components are given; this does the same, from the same dictionaries, for what we write
  // as HTML. What is marked `lang="zh-CN"` is the document's, an answer's or the reader's, and stays as it is.
  const { 'zh-CN': chinese = {}, en: english = {} } = (window.gradio_config || {}).i18n_translations || {};
  const VALUE = /\{([\w.]*)(?::[^}]*)?\}/g, ATTRIBUTES = ['placeholder', 'aria-label', 'title', 'label'];
  const translator = (from, to) => {
    const exact = new Map(), patterns = [];
    for (const [key, text] of Object.entries(from)) {
      const other = to[key];
      if (!other || other === text || !text) continue;
      const names = [...text.matchAll(VALUE)].map((found) => found[1]);
      if (!names.length) { exact.set(text, other); continue; }
      const parts = text.split(VALUE).filter((_, place) => place % 2 === 0).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      patterns.push({ expression: new RegExp(`^${parts.join('(.+?)')}$`, 's'), names, other, weight: parts.join('').length });
    }
    // The most particular first: a shorter one may be a part of it.
    patterns.sort((a, b) => b.weight - a.weight);
    return (text) => {
      const whole = text.trim();
      if (!whole) return text;
      let said = exact.get(whole);
      for (const { expression, names, other } of said ? [] : patterns) {
        const found = expression.exec(whole);
        if (!found) continue;
        said = other.replace(VALUE, (_, name) => found[names.indexOf(name) + 1]);
        break;
      }
      return said ? text.replace(whole, () => said) : text;
    };
  };
  const into = { en: translator(chinese, english), 'zh-CN': translator(english, chinese) };
  const remembered = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a browser may forbid it; then the choice lasts as long as the page */ }
    return null;
  };
  let language = remembered('policyqa-language') || (/^zh\b/.test(navigator.language) ? 'zh-CN' : 'en');
  const ours = (element) => element && !element.closest('body [lang="zh-CN"], script, style, textarea');
  const translate = (root) => {
    const say = into[language];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!ours(node.parentElement)) continue;
        const said = say(node.data);
        if (said !== node.data) node.data = said;
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        for (const name of ATTRIBUTES) {
          const text = node.getAttribute(name), said = text && say(text);
          if (said && said !== text) node.setAttribute(name, said);
        }
      }
    }
  };
  let switched = false;
  const apply = () => {
    document.documentElement.lang = language;
    const button = document.getElementById('language');
    const other = language === 'en' ? '中文' : 'English';
    // Only what differs is written: every change brings us back here.
    if (button && button.textContent !== other) { button.textContent = other; button.lang = language === 'en' ? 'zh-Hans' : 'en'; }
    const large = document.getElementById('large');
    if (large) large.setAttribute('aria-pressed', String(document.documentElement.classList.contains('large')));
    // In Chinese the page is as it was sent, unless it, or Gradio, has been in English.
    if (language === 'en' || switched || !/^zh\b/.test(navigator.language)) translate(document.body);
  };
  window.policyqaWord = (word) => into[language](word);
  if (remembered('policyqa-large') === '1') document.documentElement.classList.add('large');
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    queueMicrotask(() => { due = false; apply(); });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('#language, #large');
    if (!button) return;
    if (button.id === 'language') {
      language = language === 'en' ? 'zh-CN' : 'en';
      switched = true;
      remembered('policyqa-language', language);
    } else {
      remembered('policyqa-large', document.documentElement.classList.toggle('large') ? '1' : '0');
    }
    apply();
  });
  apply();
})();
