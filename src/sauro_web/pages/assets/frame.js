// Menus, dialogs and the navigation.
export function closeMenus() {
  const open = () => document.querySelectorAll("details.menu[open], details.help[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (location.hash === "#side") location.hash = "#content";
  });
}

export function foldSide() {
  const button = document.querySelector("[data-folds]");
  button?.closest("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const folded = document.body.classList.toggle("folded");
    button.value = folded ? "open" : "folded";
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `side=${folded ? "folded" : "open"}; path=/; max-age=31536000; samesite=lax${secure}`;
  });
}

export function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target.closest("[data-prints]")) window.print();
  });
}

// A page made for paper asks for the printer by itself.
export function printAtOnce() {
  if (!document.body.hasAttribute("data-prints-now")) return;
  window.addEventListener("load", () => document.fonts.ready.then(() => window.print()));
}
