// Writing in a meeting: Enter adds the line, and the field is free for the next one at once; a letter and a space before
// anything else change the kind. Without it the same button sends the form.
(() => {
  const KINDS = { p: "promise", s: "statement", q: "question", n: "note" };
  const LEFT = ["who", "to", "due"];
  const field = () => document.getElementById("t");
  let sending = Promise.resolve();
  let status = 0;

  const button = () => document.querySelector("#entry button[value=add]");

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "t" || event.key !== "Enter") return;
    if (event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    event.stopPropagation();
    if (field().value.trim()) field().form.requestSubmit(button());
  }, true);

  document.addEventListener("input", (event) => {
    if (event.target.id !== "t" || event.isComposing) return;
    const led = event.target.value.match(/^([psqn])\s/i);
    if (!led) return;
    document.getElementById("k").value = KINDS[led[1].toLowerCase()];
    event.target.value = event.target.value.slice(led[0].length);
  });

  document.addEventListener("htmx:after:request", (event) => {
    if (event.target.id === "pen") status = event.detail.ctx.response?.raw?.status ?? 0;
  });
  // Should the words not arrive, or not be taken, they stand in the field again, before what was typed meanwhile.
  const back = (words) => {
    if (field()) field().value = [words, field().value].filter(Boolean).join("\n");
  };
  const send = async (to, values) => {
    status = 0;
    try {
      await htmx.ajax("POST", to, { source: "#pen", target: "#live", swap: "innerMorph", values });
    } catch {
      status = 0;
    }
    if (status !== 200 || document.querySelector("#news [data-refused]")) back(values.text);
  };

  // The words are taken at this moment and travel one after the other, while the next line is typed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "entry" || event.submitter?.value !== "add" || !window.htmx) return;
    event.preventDefault();
    const values = { ...Object.fromEntries(new FormData(form)), do: "add" };
    if (!values.text.trim()) return field().focus();
    field().value = "";
    for (const name of LEFT) form.elements[name].value = "";
    form.elements.plays.checked = false;
    document.getElementById("read-as").replaceChildren();
    field().focus();
    sending = sending.then(() => send(form.getAttribute("action"), values));
  });
})();
