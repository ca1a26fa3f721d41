// Elements of the page. Whatever a bundle holds is only ever put in as text.

const SVG = "http://www.w3.org/2000/svg";
const spot = (id) => document.getElementById(id);

function make(kind, name, ...inside) {
  const element = document.createElement(kind);
  if (name) element.className = name;
  element.append(...inside.filter((each) => each !== null && each !== undefined));
  return element;
}

function sign(name, style) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", style);
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name}`);
  picture.append(use);
  return picture;
}

function button(words, act, icon) {
  const element = make("button", "btn s", icon ? sign(icon, "i") : null, words);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function mark(fits) {
  return sign(fits ? "fits" : "open", "glyph");
}

function fact(fits, words) {
  return make("li", "", mark(fits), make("span", "", words));
}

function section(heading, name, ...inside) {
  const title = make("h2", "", heading);
  title.id = name;
  const element = make("section", "", ...inside);
  element.setAttribute("aria-labelledby", name);
  element.prepend(title);
  return element;
}

function pairs(rows) {
  const list = make("dl", "kv mt-2");
  for (const [term, said] of rows) if (said) list.append(make("dt", "", term), make("dd", "", ...[said].flat()));
  return list;
}
