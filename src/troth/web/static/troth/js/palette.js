// The palette: a dialog above any page that asks /go/ for what a few words find. Without it, /go/ is a page of its own.
// Other scripts open it with the event `palette`, whose detail is what to look for.
(() => {
  const keys = document.getElementById("keys");
  const made = document.getElementById("palette-in");
  if (!keys || !made || !window.HTMLDialogElement) return;
  const dialog = document.createElement("dialog");
  dialog.className = "over";
  dialog.setAttribute("aria-label", "Go to, or do");
  dialog.append(made.content.cloneNode(true));
  document.body.append(dialog);
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  let asking = new AbortController();
  let soon;

  const options = () => [...list.querySelectorAll("a")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const show = (html) => {
    list.innerHTML = html;
    for (const each of list.querySelectorAll("section, h3, li")) each.setAttribute("role", "none");
    for (const each of list.querySelectorAll("ul")) each.setAttribute("role", "group");
    options().forEach((option, place) => {
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.id = `way-${place}`;
      option.tabIndex = -1;
    });
    choose(options()[0]);
    const count = options().length;
    status.textContent = count ? `${count} found` : "Nothing found";
  };
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const query = new URLSearchParams({ q: field.value, in: keys.dataset.in });
    try {
      const answer = await fetch(`${keys.dataset.go}?${query}`, {
        headers: { "HX-Request": "true" }, signal: asking.signal,
      });
      if (answer.redirected) location.reload();
      else if (answer.ok) show(await answer.text());
    } catch (fault) {
      if (fault.name !== "AbortError") status.textContent = "This node does not answer just now.";
    }
  };

  document.addEventListener("palette", (event) => {
    if (dialog.open) return;
    field.value = event.detail ?? "";
    dialog.showModal();
    field.focus();
    ask();
  });
  field.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(ask, 120);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const all = options();
      choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    }
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    chosen()?.click();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.querySelector(".find")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("palette"));
  });
})();
