// Describes elements and brings the page to that description, keeping the elements that are there: focus, selection and
// scroll position survive an update. Text only ever becomes text nodes, so names from outside cannot become markup.

/**
 * Describes an element. A property that is a function is a listener; `style` is an object; `key` tells siblings apart;
 * `own` is a function that fills the element itself, at each update, and whose work is left alone.
 */
export function h(tag, properties, ...children) {
  return { tag, properties: properties ?? {}, children };
}

/** Makes the children of an element be as described. */
export function show(parent, ...description) {
  const wanted = description.flat(Infinity).filter((node) => node !== null && node !== undefined && node !== false);
  wanted.forEach((node, index) => place(parent, node, index));
  while (parent.childNodes.length > wanted.length) {
    parent.lastChild.remove();
  }
}

const known = new WeakMap();

function place(parent, wanted, index) {
  const there = parent.childNodes[index] ?? null;
  const node = find(parent, wanted, index) ?? create(wanted);
  if (node !== there) {
    parent.insertBefore(node, there);
  }
  if (wanted.tag === undefined) {
    if (node.data !== String(wanted)) {
      node.data = String(wanted);
    }
  } else {
    apply(node, wanted.properties);
    if (wanted.properties.own === undefined) {
      show(node, ...wanted.children);
    } else {
      wanted.properties.own(node);
    }
  }
}

function find(parent, wanted, index) {
  for (let i = index; i < parent.childNodes.length; i++) {
    if (fits(parent.childNodes[i], wanted)) {
      return parent.childNodes[i];
    }
  }
  return null;
}

function fits(node, wanted) {
  if (wanted.tag === undefined) {
    return node.nodeType === Node.TEXT_NODE;
  }
  const properties = known.get(node);
  return properties !== undefined && node.localName === wanted.tag && properties.key === wanted.properties.key;
}

function create(wanted) {
  if (wanted.tag === undefined) {
    return document.createTextNode(String(wanted));
  }
  const element = document.createElement(wanted.tag);
  known.set(element, { key: wanted.properties.key });
  return element;
}

function apply(element, properties) {
  const before = known.get(element);
  for (const name of new Set([...Object.keys(before), ...Object.keys(properties)])) {
    if (before[name] !== properties[name]) {
      set(element, name, before[name], properties[name]);
    }
  }
  known.set(element, properties);
}

function set(element, name, before, value) {
  if (name === "key" || name === "own") {
    return;
  }
  if (typeof before === "function" || typeof value === "function") {
    element[name] = value ?? null;
  } else if (name === "style") {
    Object.entries(value ?? {}).forEach(([rule, setting]) => element.style.setProperty(rule, setting));
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}
