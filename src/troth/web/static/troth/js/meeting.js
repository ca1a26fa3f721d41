// Writing in a meeting: Enter adds the line and the field is free for the next one at once; a letter and a space before
// anything else change the kind. Without it the same button sends the form.
(() => {
  const KINDS = { p: "promise", s: "statement", q: "question", n: "note" };
  let sent = [];
  const field = () => document.getElementById("t");
  const ours = (event) => event.target.closest?.("#entry button[value=add]");

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "t" || event.key !== "Enter") return;
    if (event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    event.stopPropagation();
    if (field().value.trim()) document.querySelector("#entry button[value=add]").click();
  }, true);

  document.addEventListener("input", (event) => {
    if (event.target.id !== "t" || event.isComposing) return;
    const led = event.target.value.match(/^([psqn])\s/i);
    if (!led) return;
    document.getElementById("k").value = KINDS[led[1].toLowerCase()];
    event.target.value = event.target.value.slice(led[0].length);
  });

  // The words are on their way: the next line can be typed while they travel, and come back should they not arrive.
  document.addEventListener("htmx:before:request", (event) => {
    if (!ours(event)) return;
    sent.push(field().value);
    field().value = "";
    for (const name of ["who", "to"]) document.querySelector(`#entry [name=${name}]`).value = "";
    document.querySelector("#entry [name=due]").value = "";
    document.querySelector("#entry [name=plays]").checked = false;
    document.getElementById("read-as").replaceChildren();
    field().focus();
  });
  const back = () => {
    const words = sent.shift();
    if (words && !field().value) field().value = words;
  };
  document.addEventListener("htmx:after:request", (event) => {
    if (!ours(event)) return;
    const response = event.detail.ctx?.response;
    const fine = response && (response.status ?? response.raw?.status) < 400;
    if (!fine) back();
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!sent.length) return;
    if (document.querySelector("#news [data-refused]")) back();
    else sent.shift();
  });
})();
