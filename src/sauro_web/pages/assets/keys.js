// Keys of every page: "/" to the search, "?" to the list of keys.
export function typing(event) {
  const at = event.target;
  return at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName);
}

export function listenForKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event)) return;
    if (event.key === "/") {
      const search = document.getElementById("search");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?") {
      const keys = document.getElementById("keys");
      if (keys?.showModal && !keys.open) {
        event.preventDefault();
        keys.showModal();
      }
    }
  });
}
