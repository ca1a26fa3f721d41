// While a comment is written, an @ suggests the people of both firms. Without it, their names are typed as they stand below.
(() => {
  const MOST = 6;
  let list = null;
  let field = null;
  let from = 0;

  const options = () => (list ? [...list.children] : []);
  const chosen = () => list?.querySelector("[aria-selected=true]");
  const choose = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  };
  const close = () => {
    list?.remove();
    list = null;
    for (const name of ["aria-activedescendant", "aria-controls"]) field?.removeAttribute(name);
  };
  const take = (option) => {
    const words = field.value;
    const after = words.slice(field.selectionStart).replace(/^\s/, "");
    const before = `${words.slice(0, from)}@${option.textContent} `;
    field.value = before + after;
    field.setSelectionRange(before.length, before.length);
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const open = (names) => {
    close();
    list = document.createElement("ul");
    list.className = "suggests";
    list.id = "suggests";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Whom you name");
    names.forEach((name, place) => {
      const option = document.createElement("li");
      option.id = `suggests-${place}`;
      option.setAttribute("role", "option");
      option.textContent = name;
      list.append(option);
    });
    field.after(list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "suggests");
    choose(list.firstElementChild);
  };
  const known = () => {
    const named = document.getElementById(field.form.dataset.names);
    return named ? [...named.children].map((each) => each.textContent.trim()) : [];
  };
  const fits = (name, typed) =>
    name.toLowerCase().startsWith(typed) || name.toLowerCase().split(/\s+/).some((part) => part.startsWith(typed));

  document.addEventListener("input", (event) => {
    if (!event.target.form?.dataset.names || event.target.tagName !== "TEXTAREA") return;
    field = event.target;
    const before = field.value.slice(0, field.selectionStart);
    const found = before.match(/(?:^|[^\p{L}\p{N}.+_-])@([^@\n]{0,40})$/u);
    if (!found) return close();
    const typed = found[1].toLowerCase();
    from = before.length - found[1].length - 1;
    const names = known().filter((name) => fits(name, typed) && name.toLowerCase() !== typed.trim()).slice(0, MOST);
    if (names.length) open(names);
    else close();
  });
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== field || event.isComposing) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at + all.length - 1) % all.length]);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) take(chosen());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.(".suggests li");
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === field) close();
  });
})();
