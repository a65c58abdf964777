// Runs in the page. Returns a sentence for each problem.
() => {
  const problems = [];
  const all = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
  const describe = element => element.outerHTML.slice(0, 120);

  if (!document.documentElement.lang) problems.push("The document has no language.");
  if (!document.title) problems.push("The document has no title.");

  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => problems.push(`The id ${id} is not unique.`));
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby]")) {
    const references = `${element.getAttribute("aria-describedby") ?? ""} ${element.getAttribute("aria-labelledby") ?? ""}`;
    for (const id of references.split(" ").filter(Boolean)) {
      if (!document.getElementById(id)) problems.push(`${describe(element)} refers to ${id}, which does not exist.`);
    }
  }

  const levels = all("h1, h2, h3, h4, h5, h6").map(heading => Number(heading.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1) problems.push("There is not exactly one main heading.");
  levels.forEach((level, i) => {
    if (i > 0 && level > levels[i - 1] + 1) problems.push(`A heading of level ${level} follows one of level ${levels[i - 1]}.`);
  });

  for (const control of all("input, select, textarea")) {
    if (control.labels.length === 0 && !control.ariaLabel) problems.push(`${describe(control)} has no label.`);
  }
  for (const element of all("a, button")) {
    if (!(element.ariaLabel ?? element.textContent).trim()) problems.push(`${describe(element)} has no name.`);
    if (element.tagName === "A" && !element.hasAttribute("href")) problems.push(`${describe(element)} can't be reached by keyboard.`);
  }
  for (const image of all("img")) {
    if (!image.hasAttribute("alt")) problems.push(`${describe(image)} has no alternative text.`);
  }

  if (document.documentElement.scrollWidth > innerWidth) {
    const wide = all("main *, header *, nav *").filter(element => element.getBoundingClientRect().right > innerWidth + 1).map(describe);
    const width = document.documentElement.scrollWidth;
    problems.push(`The page is ${width} pixels wide in a window of ${innerWidth}: ${wide.slice(0, 3).join(" ")}`);
  }

  // WCAG 2.2, 1.4.3: relative luminance, and 4.5:1 for text of any size.
  const channels = color => color.match(/[\d.]+/g).map(Number);
  const luminance = color => channels(color).slice(0, 3)
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const backOf = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if ((channels(color)[3] ?? 1) > 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  for (const element of all("body *")) {
    if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const [light, dark] = [luminance(getComputedStyle(element).color), luminance(backOf(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) problems.push(`${describe(element)} has a contrast of ${contrast.toFixed(2)}.`);
  }
  return problems;
}
