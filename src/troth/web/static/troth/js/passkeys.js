// Passkeys: each form with data-passkey asks the browser for one when it is sent, puts the answer into its hidden field
// and goes on. What the browser is asked for stands beside it, or is fetched when somebody begins to sign in.
(() => {
  const supported = globalThis.webauthnJSON?.supported() && globalThis.isSecureContext;
  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).request_options;
  };
  const said = { NotAllowedError: "none", AbortError: "none", InvalidStateError: "twice" };
  const say = (form, kind) => {
    const place = form.querySelector("[data-said]");
    place.hidden = !kind;
    if (kind) place.querySelector("span").textContent = place.querySelector("span").dataset[kind];
  };
  const ask = async (form, button) => {
    say(form, "");
    button.disabled = true;
    try {
      const asked = await options(form);
      const call = form.dataset.passkey === "add" ? "create" : "get";
      form.elements.credential.value = JSON.stringify(await globalThis.webauthnJSON[call](asked));
      form.submit();
    } catch (fault) {
      say(form, said[fault.name] ?? "cannot");
      button.disabled = false;
      button.focus();
    }
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = !supported;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form, form.querySelector("button"));
    });
  }
  for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = supported;
})();
