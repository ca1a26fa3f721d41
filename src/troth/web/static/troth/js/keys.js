// The shortcuts (see /shortcuts/). None of them fires while somebody writes or composes; a person may turn off all that
// need a letter alone. Everything they do is a link or a button of the page.
(() => {
  const keys = document.getElementById("keys");
  if (!keys) return;
  const single = keys.dataset.single === "yes";
  const NOT_WRITING = ["checkbox", "radio", "button", "submit", "reset", "file"];
  const ROWS = "main .plist>li, main .items>li, main table:not(.month) tbody>tr, main .pal li";
  let first = "";
  let forget;

  const writes = (where) =>
    where.closest?.("textarea, select, [contenteditable]:not([contenteditable=false])") ||
    (where.matches?.("input") && !NOT_WRITING.includes(where.type));
  const follow = (key) => {
    const link = keys.querySelector(`[data-key="${key}"]`);
    if (link) location.assign(link.href);
    return Boolean(link);
  };
  const palette = (words) => document.dispatchEvent(new CustomEvent("palette", { detail: words }));
  const link = (row) => row?.querySelector("a.says, a.bare, th a, a.b, .b>a, div>a, a");
  const rows = () => [...document.querySelectorAll(ROWS)].filter((row) => link(row)?.offsetParent);
  const row = () => document.activeElement.closest?.(ROWS);
  const move = (step) => {
    const all = rows();
    const here = all.indexOf(row());
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
    link(all[next])?.focus();
  };
  const shortcuts = async () => {
    const answer = await fetch(keys.dataset.shortcuts, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected || document.querySelector("dialog[open]")) return;
    const dialog = document.createElement("dialog");
    dialog.className = "over wide";
    dialog.setAttribute("aria-labelledby", "keys-h");
    dialog.append(document.getElementById("shortcuts-in").content.cloneNode(true));
    dialog.lastElementChild.innerHTML = await answer.text();
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  const warn = () => {
    const act = document.querySelector("main a[href*='act=warn']:not(.plist a):not(.items a)");
    const promise = link(row())?.href.match(/^[^?#]*\/promises\/pr_\w+\//)?.[0];
    if (promise) location.assign(`${promise}?act=warn#desk`);
    else if (act) act.click();
    else palette("something came in between ");
  };
  const DO = {
    "?": shortcuts,
    "/": () => {
      const search = document.querySelector("main input[type=search]");
      if (search) search.focus();
      else palette();
    },
    z: () => document.dispatchEvent(new CustomEvent("otherclock")),
    j: () => move(1),
    k: () => move(-1),
    a: () => row()?.querySelector(".act a, .act button, .fine>a, .btns a, .btns button")?.click(),
    x: () => row()?.querySelector("input[name=promise]")?.click(),
    n: () => follow("n") || palette("make a promise "),
    s: () => follow("s"),
    w: warn,
  };
  // On a keyboard of another script the letter is told by its place.
  const pressed = (event) => (/^[ -~]$/.test(event.key) ? event.key : event.code.replace(/^Key/, "").toLowerCase());
  const send = (event) => {
    const form = event.target.form;
    const button = form?.querySelector("button.go") ?? form?.querySelector("button:not([type]), button[type=submit]");
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const held = event.ctrlKey || event.metaKey;
    if (held && !event.altKey && !event.shiftKey) {
      if (event.key.toLowerCase() === "k") {
        event.preventDefault();
        palette();
      } else if (event.key === "Enter") send(event);
      return;
    }
    if (!single || held || event.altKey || writes(event.target) || document.querySelector("dialog[open]")) return;
    const key = pressed(event);
    clearTimeout(forget);
    if (first === "g") {
      first = "";
      if (follow(`g ${key}`)) event.preventDefault();
    } else if (key === "g") {
      first = key;
      forget = setTimeout(() => (first = ""), 1500);
    } else if (key in DO && (!event.repeat || "jk".includes(key))) {
      event.preventDefault();
      DO[key]();
    }
  });
})();
