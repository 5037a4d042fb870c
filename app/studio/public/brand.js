// After a lost connection or a session that is over, Chainlit goes to its sign-in page and from there to an empty chat:
// bring the person back to what was open.
(() => {
  const OPEN = 'adbanner-open';
  const LEFT = 'adbanner-left';
  const CHECK_MS = 250;
  const mode = document.querySelector('meta[name="adbanner-sign-in"]')?.content;
  const wanted = new URLSearchParams(window.location.search).get('next') || '';
  if (window.location.pathname === '/login' && /^\/(?![/\\])/.test(wanted)) sessionStorage.setItem(OPEN, wanted);
  setInterval(() => {
    const path = window.location.pathname;
    if (/^\/thread\/[\w-]+$/.test(path)) {
      sessionStorage.setItem(OPEN, path);
      sessionStorage.removeItem(LEFT);
    } else if (path === '/login') {
      const open = sessionStorage.getItem(OPEN) || '';
      if (mode === 'oidc') window.location.replace(`/sign-in/again?next=${encodeURIComponent(open || '/')}`);
      else if (open) sessionStorage.setItem(LEFT, '1');
    } else if (sessionStorage.getItem(LEFT)) {
      sessionStorage.removeItem(LEFT);
      window.location.replace(sessionStorage.getItem(OPEN));
    }
  }, CHECK_MS);
})();
