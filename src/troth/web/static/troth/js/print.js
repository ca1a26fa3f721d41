// A button that prints the page; without a script it is not there, and the browser's own menu prints the same.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
