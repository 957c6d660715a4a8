// Rows that are ticked: how many stands on the button, and the whole list takes their place.
const form = document.querySelector("[data-picks]");
if (form) {
  const button = form.querySelector("button");
  const all = form.querySelector('[name="tat-ca"]');
  const said = button.textContent;
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  const tell = () => {
    const number = boxes().filter((box) => box.checked).length;
    button.textContent = all.checked || !number ? said : `${said} ${number} dòng`;
    button.disabled = !all.checked && !number;
    for (const box of boxes()) box.disabled = all.checked;
  };
  document.addEventListener("change", (event) => {
    if (event.target === all || event.target.getAttribute("form") === form.id) tell();
  });
  tell();
}
