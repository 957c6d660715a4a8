// The drop field: files dragged onto it are sent one by one, each with its own progress. Without this file it is a form.

import { refuse } from "../../pages/assets/refusals.js";

const MOST = 50;
const field = document.querySelector("[data-drop]");
if (field) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-drop-files]");
  const token = field.querySelector("input[name=csrfmiddlewaretoken]").value;

  for (const name of ["dragenter", "dragover"]) {
    field.addEventListener(name, (event) => {
      event.preventDefault();
      field.classList.add("drop-over");
    });
  }
  for (const name of ["dragleave", "drop"]) field.addEventListener(name, () => field.classList.remove("drop-over"));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) sendAll([...event.dataTransfer.files]);
  });
  const chosen = field.querySelector("[data-drop-chosen]");
  input.addEventListener("change", () => {
    const names = [...input.files].map((file) => file.name);
    chosen.textContent = names.length > 1 ? `Đã chọn ${names.length} tệp: ${names.join(", ")}` : names.join("");
  });
  field.addEventListener("submit", (event) => {
    if (input.files.length < 2) return; // one file goes the way of a form, to its own page
    event.preventDefault();
    sendAll([...input.files]);
  });

  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Đang tải ${file.name}`);
    const word = document.createElement("span");
    word.textContent = "chờ";
    item.append(name, bar, word);
    list.append(item);
    return { bar, word };
  }

  function send(file, shown) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const data = new FormData();
      data.append("csrfmiddlewaretoken", token);
      data.append("file", file);
      request.open("POST", field.action);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
        shown.word.textContent = "đang tải";
      });
      request.addEventListener("load", () => {
        shown.bar.value = 1;
        shown.word.textContent = request.status < 400 ? "đã nhận" : "không nhận được";
        done();
      });
      request.addEventListener("error", () => {
        shown.word.textContent = "mất kết nối, hãy thử lại";
        done();
      });
      request.send(data);
    });
  }

  async function sendAll(files) {
    if (files.length > MOST) {
      refuse(`Mỗi lần tải lên nhiều nhất ${MOST} tệp; hãy chia thành nhiều lần.`);
      return;
    }
    const shown = files.map(line);
    for (const [at, file] of files.entries()) await send(file, shown[at]);
    location.reload();
  }
}
