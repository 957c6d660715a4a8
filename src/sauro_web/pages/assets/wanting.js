// What a browser itself asks of a field before a form is sent, in the words of the office, not of the browser.
const said = (field) => {
  const { validity } = field;
  if (validity.valueMissing) {
    return field.tagName === "SELECT" ? "Hãy chọn một mục trong danh sách." : "Hãy điền mục này.";
  }
  if (validity.typeMismatch && field.type === "email") return "Địa chỉ thư điện tử có dạng ten@coquan.vn.";
  if (validity.tooShort) return "Nội dung còn ngắn quá.";
  if (validity.rangeUnderflow || validity.rangeOverflow) return `Hãy ghi số từ ${field.min || 0} đến ${field.max}.`;
  return "Hãy xem lại nội dung mục này.";
};

export function askInOurWords() {
  document.addEventListener("invalid", ({ target }) => {
    if (!target.validity.customError) target.setCustomValidity(said(target));
  }, true);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => target.setCustomValidity?.(""), true);
  }
}
