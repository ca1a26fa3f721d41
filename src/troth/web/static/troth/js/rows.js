// Adds and takes away rows of a list that is being written, without going to the server. Without it the same
// buttons post the form and the server answers with a row more or less.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=more], button[name=less]");
  const list = button?.closest("fieldset")?.querySelector("[data-rows]");
  if (!list) return;
  event.preventDefault();
  const rows = list.children;
  if (button.name === "more") {
    const row = rows[rows.length - 1].cloneNode(true);
    row.querySelector("textarea").value = "";
    list.append(row);
    row.querySelector("textarea").focus();
  } else if (rows.length > 1) {
    const next = button.closest("li").nextElementSibling ?? button.closest("li").previousElementSibling;
    button.closest("li").remove();
    next.querySelector("textarea").focus();
  } else {
    rows[0].querySelector("textarea").value = "";
    rows[0].querySelector("textarea").focus();
  }
  const legend = list.closest("fieldset").querySelector("legend").textContent;
  [...rows].forEach((row, place) => {
    row.querySelector(".n").textContent = place + 1;
    row.querySelector("textarea").setAttribute("aria-label", `${legend} ${place + 1}`);
    row.querySelector("button").setAttribute("aria-label", `Take ${list.dataset.rows} ${place + 1} away`);
    row.querySelector("button").value = `${row.querySelector("textarea").name} ${place}`;
  });
});
