// What a page shows and holds. The value is an object whose functions the tests call, in this order: `look` in every
// state of the page (width, light or dark), then `tell`. Nothing of the page is changed but folded parts, which open.
(() => {
  const notText = "script, style, template, noscript, title, desc, metadata, [aria-hidden='true']";
  // Searching is the one thing that may take scripts.
  const search = "search, [role='search']";
  const seen = new Set();

  const label = element => {
    const id = element.id ? "#" + element.id : "";
    return element.localName + id + [...element.classList].map(one => "." + one).join("");
  };
  const name = element => {
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return label(element) + (text ? ` "${text}"` : "");
  };

  const remembered = make => {
    const known = new Map();
    return key => {
      if (!known.has(key)) known.set(key, make(key));
      return known.get(key);
    };
  };

  const texts = () => {
    const found = [];
    const isWanted = remembered(parent => !parent.closest(notText) && !parent.closest(search));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && isWanted(node.parentElement)) found.push(node);
    }
    return found;
  };

  const unfold = () => {
    for (const fold of document.querySelectorAll("details")) {
      // Of folds that share a name only one can be open.
      fold.removeAttribute("name");
      fold.open = true;
    }
  };

  // Sideways

  const isInABoxOfItsOwn = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };

  // Words may stick out of a box that does not.
  const edgeOf = element => {
    const { left, right } = element.getBoundingClientRect();
    const isOpen = getComputedStyle(element).overflowX === "visible";
    return isOpen && element.scrollWidth ? Math.max(right, left + element.scrollWidth) : right;
  };

  const widest = screen => {
    let edge = screen + 0.5;
    let found = null;
    for (const element of document.body.querySelectorAll("*")) {
      const right = edgeOf(element);
      // Of a row of elements that end at the same place, the innermost.
      if (right < edge || found && right === edge && !found.contains(element) || isInABoxOfItsOwn(element)) continue;
      edge = right;
      found = element;
    }
    if (!found) return null;
    const path = [];
    for (let box = found.parentElement; box && box !== document.body && path.length < 4; box = box.parentElement) {
      path.unshift(label(box));
    }
    return `${[...path, name(found)].join(" > ")} reaches to ${Math.round(edge)}`;
  };

  // Contrast

  const canvas = remembered(() => {
    const surface = document.createElement("canvas");
    surface.width = surface.height = 1;
    return surface.getContext("2d", { willReadFrequently: true });
  });
  const color = remembered(text => {
    const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    if (parts) return [+parts[1], +parts[2], +parts[3], parts[4] === undefined ? 1 : +parts[4]];
    const context = canvas("one");
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  });
  const over = (above, below, alpha) => [0, 1, 2].map(i => above[i] * alpha + below[i] * (1 - alpha)).concat(1);
  const light = ([red, green, blue]) => {
    const linear = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const ratio = (first, second) => {
    const [dark, bright] = [light(first), light(second)].sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  };

  const contrast = () => {
    // The page's own color where nothing is painted.
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "Canvas";
    const paper = color(getComputedStyle(probe).color);
    probe.remove();
    const background = remembered(element => {
      if (!element) return paper;
      const own = color(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, background(element.parentElement), own[3]);
    });
    const opacity = remembered(element =>
      element ? +getComputedStyle(element).opacity * opacity(element.parentElement) : 1);
    const shapes = remembered(drawing => {
      const found = [];
      for (const shape of drawing.querySelectorAll("path, polygon, ellipse, circle, rect")) {
        const { fill, fillOpacity } = getComputedStyle(shape);
        if (fill === "none" || fill.startsWith("url")) continue;
        const paint = color(fill);
        found.push({ shape, box: shape.getBoundingClientRect(), paint, alpha: paint[3] * fillOpacity });
      }
      return found;
    });
    const behind = (element, drawing) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      let result = background(drawing);
      for (const { shape, box, paint, alpha } of shapes(drawing)) {
        const holds = box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
        if (holds && shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) {
          result = over(paint, result, alpha);
        }
      }
      return result;
    };

    const weak = [];
    for (const element of new Set(texts().map(text => text.parentElement))) {
      if (!element.checkVisibility() || opacity(element) < 0.05) continue;
      const style = getComputedStyle(element);
      const drawing = element.closest("svg");
      const ink = color(drawing ? style.fill : style.color);
      const ground = drawing ? behind(element, drawing) : background(element);
      const found = ratio(over(ink, ground, ink[3] * opacity(element)), ground);
      const size = parseFloat(style.fontSize);
      const needed = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
      if (found < needed) {
        weak.push(`${found.toFixed(2)}: ${ink.slice(0, 3)} on ${ground.slice(0, 3).map(Math.round)}, ${name(element)}`);
      }
    }
    return weak.slice(0, 5);
  };

  return {
    // A telephone makes room for a page that is too wide: how wide it is in truth has to be said.
    look(screen, withContrast) {
      unfold();
      for (const text of texts()) {
        if (text.parentElement.checkVisibility({ visibilityProperty: true })) seen.add(text);
      }
      const width = document.scrollingElement.scrollWidth;
      return JSON.stringify({
        screen: innerWidth,
        width,
        widest: width > screen ? widest(screen) : null,
        weak: withContrast ? contrast() : [],
      });
    },

    tell() {
      const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
      const known = new Set();
      const links = new Map();
      for (const link of document.querySelectorAll("a[href], area[href], svg a")) {
        const href = link.getAttribute("href") ?? link.getAttribute("xlink:href");
        if (href === null || links.has(href)) continue;
        // The browser, not a rule of the tests, says where a link leads.
        let address = "";
        try { address = new URL(href, document.baseURI).href; } catch { }
        links.set(href, address);
      }
      const all = texts();
      const words = text => text.data.trim().replace(/\s+/g, " ");
      return JSON.stringify({
        ids,
        duplicates: [...new Set(ids.filter(id => known.has(id) || !known.add(id)))],
        links: [...links].map(([href, address]) => ({ href, address })),
        hints: [...document.querySelectorAll("link[rel~='preconnect'], link[rel~='dns-prefetch'], link[rel~='prefetch']")]
          .map(link => link.href),
        hidden: all.filter(text => !seen.has(text)).map(words),
        shown: all.filter(text => seen.has(text)).map(words),
        scripts: document.scripts.length,
      });
    },
  };
})()
