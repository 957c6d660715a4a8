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
    if (input.files.length < 2) return; // one file goes the way of a form
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

  function send(file, place, shown) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const data = new FormData();
      data.append("csrfmiddlewaretoken", token);
      data.append("file", file);
      if (place) data.append("place", place); // among several
      request.open("POST", field.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
        shown.word.textContent = "đang tải";
      });
      request.addEventListener("load", () => {
        // What is no answer of ours (signed out, something between us and the server) took nothing.
        const answer = request.status < 400 && request.response?.address ? request.response : null;
        shown.bar.value = 1;
        shown.word.textContent = answer?.taken ? "đã nhận" : "không nhận được";
        done(answer);
      });
      request.addEventListener("error", () => {
        shown.word.textContent = "mất kết nối, hãy thử lại";
        done(null);
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
    const answers = [];
    for (const [at, file] of files.entries()) answers.push(await send(file, files.length > 1 ? at + 1 : 0, shown[at]));
    // A single file leads to its own page, as by the form. What did not arrive stays on the list to be seen.
    if (answers.every(Boolean)) location.assign(answers.length === 1 ? answers[0].address : location.href);
    else refuse("Có tệp chưa gửi được; hãy kiểm tra mạng, tải lại trang rồi gửi lại những tệp đó.");
  }
}
