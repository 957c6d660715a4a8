// What the server refuses is shown in the place that stands for it on every page, and read out.
const LOST = "Không nối được với máy chủ. Nội dung vừa nhập vẫn còn trên trang; hãy kiểm tra mạng rồi gửi lại.";
const SLOW = "Máy chủ trả lời quá lâu. Hãy tải lại trang để xem việc vừa gửi đã được ghi hay chưa.";
const ODD = "Máy chủ trả lời không đúng cách. Hãy thử lại sau ít phút; nếu vẫn vậy, hãy báo quản trị.";

export function refuse(sentence) {
  const place = document.getElementById("refusal");
  if (!place) return;
  const note = document.createElement("div");
  note.className = "note note-late";
  note.setAttribute("role", "alert");
  note.tabIndex = -1;
  const words = document.createElement("p");
  words.textContent = sentence;
  note.append(words);
  place.replaceChildren(note);
  show(place);
}

function show(place) {
  place.scrollIntoView({ block: "nearest" });
  place.firstElementChild?.focus({ preventScroll: true });
}

export function focusRefusals() {
  document.addEventListener("htmx:sendError", () => refuse(LOST));
  document.addEventListener("htmx:timeout", () => refuse(SLOW));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    // 422 is a form with its errors; every other refusal of ours says where it goes. What says nothing comes from
    // something between us and the browser.
    if (xhr.status >= 400 && xhr.status !== 422 && !xhr.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = false;
      refuse(ODD);
    }
  });
  document.addEventListener("htmx:beforeRequest", () => document.getElementById("refusal")?.replaceChildren());
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "refusal") show(event.detail.target);
    else event.detail.elt?.querySelector?.("[autofocus]")?.focus();
  });
}
