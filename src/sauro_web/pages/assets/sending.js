// A form is sent once: a second press while the first is under way does nothing.
export function onceAForm() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
  });
  // Back from the page after it, the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sending;
  });
}
