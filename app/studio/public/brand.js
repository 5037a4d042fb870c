// After a lost connection Chainlit goes to its sign-in page and from there to an empty chat: bring the person back to
// the session that was open.
(() => {
  const OPEN = 'adbanner-thread';
  const LEFT = 'adbanner-left';
  const CHECK_MS = 250;
  setInterval(() => {
    const path = window.location.pathname;
    if (/^\/thread\/[\w-]+$/.test(path)) {
      sessionStorage.setItem(OPEN, path);
      sessionStorage.removeItem(LEFT);
    } else if (path === '/login') {
      if (sessionStorage.getItem(OPEN)) sessionStorage.setItem(LEFT, '1');
    } else if (sessionStorage.getItem(LEFT)) {
      sessionStorage.removeItem(LEFT);
      window.location.replace(sessionStorage.getItem(OPEN));
    }
  }, CHECK_MS);
})();
