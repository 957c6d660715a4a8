// The review page: keyboard, and finding one side from the other. Without this file every link and form still works.

const page = document.querySelector("[data-review]");
if (page) {
  const marks = JSON.parse(document.getElementById("marks").textContent);
  const cardOfMark = new Map();
  for (const [card, numbers] of Object.entries(marks)) {
    for (const number of numbers) if (!cardOfMark.has(String(number))) cardOfMark.set(String(number), card);
  }
  const cards = () => [...page.querySelectorAll("[data-card]")];
  const cardOf = (number) => document.getElementById(`the-${number}`);
  let current = null;

  function choose(number, { focus = true, source = true, page: moves = true } = {}) {
    const card = cardOf(number);
    if (!card) return;
    current = String(number);
    for (const other of page.querySelectorAll(".is-current")) other.classList.remove("is-current");
    card.classList.add("is-current");
    if (focus) card.focus({ preventScroll: true });
    if (moves) card.scrollIntoView({ block: "nearest" });
    show(marks[current] || [], { scroll: source });
  }

  // The words with these numbers stand out in the source, and where asked its column moves to the first of them.
  function show(wanted, { scroll = true } = {}) {
    for (const mark of page.querySelectorAll("[data-n].is-now")) mark.classList.remove("is-now");
    const numbers = new Set(wanted.map(String));
    let first = null;
    for (const mark of page.querySelectorAll("[data-source] [data-n]")) {
      if (!numbers.has(mark.dataset.n)) continue;
      mark.classList.add("is-now");
      first ||= mark;
    }
    if (first && scroll) {
      // The column alone moves, never the page around it.
      const column = first.closest("[data-source]");
      const place = (first.querySelector("rect") || first).getBoundingClientRect();
      const seen = column.getBoundingClientRect();
      column.scrollTop += place.top - seen.top - column.clientHeight / 4;
      if (place.left < seen.left || place.right > seen.right) column.scrollLeft += place.left - seen.left - 16;
      const sheet = first.closest(".page-picture");
      if (sheet && sheet.offsetWidth <= column.clientWidth) column.scrollLeft = 0;
    }
    for (const link of page.querySelectorAll("[data-keeps-card]")) link.hash = `the-${current}`;
  }

  function move(by) {
    const all = cards();
    if (!all.length) return;
    const at = all.findIndex((card) => card.dataset.card === current);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    choose(next.dataset.card);
  }

  function nextOpen() {
    const all = cards();
    const at = all.findIndex((card) => card.dataset.card === current);
    const later = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    const open = later.find((card) => card.classList.contains("is-open"));
    if (open) choose(open.dataset.card);
    return Boolean(open);
  }

  const press = (key) => {
    const place = "ut".includes(key) ? page.querySelector(".review-bar") : current && cardOf(current);
    const button = place && place.querySelector(`[data-key="${key}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  // Looking a unit up: arrows go through what was found; Enter takes the first, once the list is that of the words typed.
  function inPicker(event) {
    const pick = event.target.closest(".pick");
    if (!pick) return false;
    const found = [...pick.querySelectorAll(".choices-list :is(button, a)")];
    const words = pick.querySelector("input[type=search]");
    const at = found.indexOf(event.target);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (found[next] || (next < 0 ? words : found[at]))?.focus();
    } else if (event.key === "Enter" && event.target === words) {
      const list = pick.querySelector("[data-words]");
      const typed = words.value.split(/\s+/).filter(Boolean).join(" ");
      const first = list?.dataset.words === typed && typed ? found[0] : null;
      if (first && missing.contains(pick)) first.focus(); // a duty is added by a choice of its own
      else first?.click();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  // A Vietnamese keyboard makes one letter of two wherever one types ("u", then "j" → "ụ"): the last key was meant.
  const LAST_KEY = { "\u0323": "j", "\u0303": "x" };
  function keyOf(event) {
    const key = event.key;
    if (key.length !== 1) return key;
    if (key.toLowerCase() === "đ") return "d";
    const [letter, ...above] = key.toLowerCase().normalize("NFD");
    return above.length ? LAST_KEY[above[above.length - 1]] || letter : letter;
  }

  // A duty that was not found: what is marked in the source is looked up at once.
  const missing = page.querySelector("#missing");
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.target.dataset.key !== "t") return;
    const chosen = document.getSelection();
    const source = page.querySelector("[data-source]");
    if (chosen && source.contains(chosen.anchorNode)) event.detail.parameters.q = String(chosen).trim().slice(0, 200);
  });
  function closeMissing() {
    missing.replaceChildren();
    choose(current);
  }
  missing.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to-card]");
    if (!link && !event.target.closest("[data-closes-missing]")) return;
    event.preventDefault();
    if (link) current = link.dataset.toCard;
    closeMissing();
  });

  // While a step is on its way the next key belongs to no card yet: letters typed too early decide nothing.
  let underWay = 0;
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (page.contains(event.target)) underWay += 1;
  });
  document.body.addEventListener("htmx:afterRequest", () => {
    underWay = Math.max(0, underWay - 1);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // a letter is still being put together
    if (inPicker(event)) return;
    if (event.key === "Escape" && missing.contains(event.target)) {
      event.preventDefault();
      closeMissing();
      return;
    }
    if (event.key === "Escape" && current) {
      const way = [...cardOf(current).querySelectorAll('[data-key="Escape"]')].pop();
      if (way) {
        event.preventDefault();
        way.click();
      }
      return;
    }
    if (event.key === "Enter" && event.ctrlKey) {
      event.target.closest(".is-edited form")?.requestSubmit();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    // On a button or a link, Enter is that button's or link's own.
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const digit = (key) => () => press(key);
    const acts = {
      1: digit("1"),
      2: digit("2"),
      c: () => press("c"),
      l: () => openRemarks(),
      j: () => move(1),
      k: () => move(-1),
      Enter: () => press("Enter"),
      e: () => press("e"),
      x: () => press("x"),
      d: () => press("d"),
      o: () => press("o"),
      t: () => press("t"),
      u: () => press("u"),
      n: () => nextOpen(),
    };
    const key = keyOf(event);
    if (!Object.hasOwn(acts, key)) return;
    event.preventDefault();
    // A key held down goes through the cards, it never decides on them.
    if ((underWay || event.repeat) && !"jk".includes(key)) return;
    acts[key]();
  });

  const remarks = page.querySelector("[data-remarks]");
  function openRemarks() {
    if (!remarks) return;
    remarks.open = !remarks.open;
    remarks.querySelector("summary").focus();
    remarks.scrollIntoView({ block: "nearest" });
  }

  page.addEventListener("click", (event) => {
    const place = event.target.closest("[data-mark]");
    if (place) {
      event.preventDefault();
      show([place.dataset.mark]);
      return;
    }
    const mark = event.target.closest("[data-source] [data-n]");
    if (mark) {
      const card = cardOfMark.get(mark.dataset.n);
      if (card) {
        event.preventDefault();
        choose(card, { source: false });
      }
      return;
    }
    const link = event.target.closest(".to-source");
    const card = event.target.closest("[data-card]");
    if (!card) return;
    if (link) event.preventDefault();
    if (card.dataset.card !== current || link) {
      const own = event.target.closest("button, a, input, select, textarea, summary, label") && !link;
      choose(card.dataset.card, { focus: !own });
    }
  });

  // After a step the card is another element. Where it is decided, the next open one is chosen; after an undo the
  // card that came back.
  let undoing = false;
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    undoing = Boolean(event.detail.elt.querySelector?.('[data-key="u"]'));
  });
  new MutationObserver((changes) => {
    const fresh = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.dataset?.card);
    if (undoing && fresh.length) {
      undoing = false;
      choose(fresh[0].dataset.card);
      return;
    }
    const card = fresh.find((node) => node.dataset.card === current);
    if (!card) return;
    if (card.classList.contains("is-edited")) {
      card.classList.add("is-current");
      card.querySelector("textarea, input:not([type=hidden]), select")?.focus({ preventScroll: true });
      card.scrollIntoView({ block: card.offsetHeight < window.innerHeight / 2 ? "nearest" : "start" });
    } else if (card.querySelector("[role=alert]") || card.classList.contains("is-open") || card.querySelector('[data-key="Escape"]') || !nextOpen()) {
      choose(current);
    }
  }).observe(page.querySelector("[data-cards]"), { childList: true });

  // What was asked for inside a card may stand below the edge of the column.
  document.body.addEventListener("htmx:afterSwap", (event) => {
    event.target.closest?.("[data-card]")?.querySelector(".pick")?.scrollIntoView({ block: "nearest" });
  });

  const asked = location.hash.match(/^#the-(\d+)$/);
  const first = asked ? cardOf(asked[1]) : page.querySelector("[data-card].is-open");
  // A plan that nobody has begun opens at its head: on a phone the first card stands below what is asked of the plan.
  if (first) choose(first.dataset.card, { focus: Boolean(asked), source: Boolean(asked), page: asked || first !== cards()[0] });
}
