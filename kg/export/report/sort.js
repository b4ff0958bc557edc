// Tables are sorted by the column whose name is pressed: numbers by value, words as a reader of Chinese would.
(() => {
  "use strict";
  const value = (row, i) => row.cells[i].textContent.trim();
  for (const table of document.querySelectorAll("table")) {
    const heads = [...table.querySelectorAll("thead th")];
    heads.forEach((head, i) => head.querySelector("button").addEventListener("click", () => {
      const numeric = head.classList.contains("number");
      const down = head.getAttribute("aria-sort") === (numeric ? "descending" : "ascending") ? !numeric : numeric;
      const turn = down ? -1 : 1;
      const rows = [...table.tBodies[0].rows];
      const order = (a, b) => (value(a, i) === "") - (value(b, i) === "") || turn * (numeric ? Number(value(a, i).replace(/,/g, "")) - Number(value(b, i).replace(/,/g, "")) : value(a, i).localeCompare(value(b, i), "zh"));
      rows.sort(order);
      table.tBodies[0].append(...rows);
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
    }));
  }
})();
