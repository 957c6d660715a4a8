// What was typed stays in this browser until it was sent and taken: a lost connection, an expired session or a
// closed window costs nobody his words. Never passwords, codes or files; gone after a week and at sign-out.
const PREFIX = "sauro:";
const SENT = "sauro-sent";
const WEEK = 7 * 24 * 60 * 60 * 1000;
const NEVER = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

function guarded(action) {
  // Storage may be shut off or full; the page works on without it.
  try {
    return action();
  } catch {
    return undefined;
  }
}

function kept(form) {
  const method = (form.getAttribute("method") || "get").toLowerCase();
  const posts = method === "post" || form.matches("[hx-post], [hx-put], [hx-patch]");
  return posts && form.dataset.keep !== "off";
}

function keyOf(form) {
  const person = document.body.dataset.person;
  if (!person) return null;
  const which = form.id || form.getAttribute("hx-post") || form.getAttribute("action") || "";
  return `${PREFIX}${person}:${location.pathname}:${which}`;
}

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) =>
      field.name && !NEVER.has(field.type) && field.autocomplete !== "one-time-code" && field.dataset.keep !== "off",
  );
}

function read(form) {
  return fieldsOf(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.type === "select-multiple") return [field.name, null, [...field.selectedOptions].map((o) => o.value)];
    return [field.name, null, field.value];
  });
}

function write(form, values) {
  fieldsOf(form).forEach((field, index) => {
    const [name, value, state] = values[index] ?? [];
    if (name !== field.name) return;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.value === value) field.checked = state;
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = state.includes(option.value);
    } else {
      field.value = state;
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function forget(key) {
  guarded(() => localStorage.removeItem(key));
}

function forgetAll(test) {
  guarded(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && test(key)) forget(key);
  });
}

function old(key) {
  const entry = guarded(() => JSON.parse(localStorage.getItem(key)));
  return !entry || Date.now() - entry.at > WEEK;
}

function offer(form, key, entry, before) {
  const note = document.createElement("div");
  note.className = "note note-near kept";
  note.setAttribute("role", "status");
  const when = new Date(entry.at);
  const two = (number) => String(number).padStart(2, "0");
  const hour = `${two(when.getHours())}:${two(when.getMinutes())}`;
  const day = `${two(when.getDate())}/${two(when.getMonth() + 1)}`;
  const words = document.createElement("p");
  words.textContent = `Đã điền lại nội dung chưa gửi, nhập lúc ${hour} ngày ${day}.`;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-small";
  drop.textContent = "Bỏ nội dung này";
  drop.addEventListener("click", () => {
    forget(key);
    write(form, before);
    note.remove();
  });
  note.append(words, drop);
  form.prepend(note);
}

function restore(form) {
  const key = keyOf(form);
  const entry = key && guarded(() => JSON.parse(localStorage.getItem(key)));
  if (!entry) return;
  const before = read(form);
  // What came back with errors is newer than what was kept.
  if (form.querySelector("[aria-invalid=true]") || JSON.stringify(before) === JSON.stringify(entry.values)) return;
  write(form, entry.values);
  offer(form, key, entry, before);
}

function settle() {
  // A form was sent from the page before. It was taken if this is a page of the frame on which the same form does
  // not come back with errors; the sign-in page and a refusal have no frame.
  const key = guarded(() => sessionStorage.getItem(SENT));
  guarded(() => sessionStorage.removeItem(SENT));
  if (!key || !document.body.classList.contains("frame")) return;
  const back = [...document.forms].find((form) => keyOf(form) === key);
  if (!back?.querySelector("[aria-invalid=true]")) forget(key);
}

export function keepForms() {
  forgetAll(old);
  settle();
  for (const form of document.forms) if (kept(form)) restore(form);

  // Forms that come in after the page.
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt === document.body) return;
    for (const form of event.detail.elt.querySelectorAll("form")) if (kept(form)) restore(form);
  });
  // Whoever leaves a form on purpose wants none of it back.
  document.addEventListener("click", (event) => {
    const form = event.target.closest?.("[data-forgets]")?.closest("form");
    const key = form && keyOf(form);
    if (key) forget(key);
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    const key = form && kept(form) && keyOf(form);
    if (key) guarded(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: read(form) })));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-signs-out")) forgetAll(() => true);
    const key = kept(form) && keyOf(form);
    if (key) guarded(() => sessionStorage.setItem(SENT, key));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (!form || event.detail.requestConfig.verb === "get") return;
    const key = kept(form) && keyOf(form);
    if (!key) return;
    // Whether it was taken is known here, and not by the page that is opened next.
    guarded(() => sessionStorage.removeItem(SENT));
    if (event.detail.successful) forget(key);
  });
}
