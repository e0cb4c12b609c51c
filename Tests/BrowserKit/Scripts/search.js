// Does what somebody does who searches, and tells what is then shown.
async words => {
  const form = document.querySelector("search, [role='search']");
  const input = form.querySelector("input");
  const links = () => [...form.querySelectorAll("a[href]")].filter(link => link.checkVisibility());
  const isAnswered = () => links().length > 0 || form.querySelector("[role='status']")?.textContent;
  input.focus();
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (!isAnswered()) {
    await new Promise(done => {
      const changes = { attributes: true, characterData: true, childList: true, subtree: true };
      new MutationObserver((_, observer) => {
        if (!isAnswered()) return;
        observer.disconnect();
        done();
      }).observe(form, changes);
    });
  }
  return JSON.stringify({
    found: links().map(link => ({ words: link.textContent.trim().replace(/\s+/g, " "), address: link.href })),
    width: document.scrollingElement.scrollWidth,
  });
}
