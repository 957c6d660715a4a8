// What the search field proposes while one types: the arrows go through it, Escape closes it.
export function proposeWhileTyping() {
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  if (!field || !found) return;
  const form = field.closest("form");
  const links = () => [...found.querySelectorAll("a")];
  const close = () => found.replaceChildren();

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && found.childElementCount) {
      event.preventDefault();
      close();
      field.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const every = [field, ...links()];
    if (every.length === 1) return;
    event.preventDefault();
    const at = every.indexOf(document.activeElement);
    every[(at + (event.key === "ArrowDown" ? 1 : every.length - 1)) % every.length].focus();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  form.addEventListener("submit", close);
  // What was asked for before the person went on typing, or left, is no longer wanted.
  found.addEventListener("htmx:beforeSwap", (event) => {
    if (!form.contains(document.activeElement)) event.detail.shouldSwap = false;
  });
}
