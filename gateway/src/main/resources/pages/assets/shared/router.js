// Addresses behind the #. Each view gets a signal that ends with it, so nothing goes on in the background.

let leaving = new AbortController();

/** Views by pattern, such as `/orders/:id`; the first that fits is shown in `main`. */
export function router(main, views, { title, fallback }) {
  const routes = Object.entries(views).map(([pattern, view]) => [
    new RegExp(`^${pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`), view]);

  async function show(moveFocus) {
    leaving.abort();
    leaving = new AbortController();
    const { signal } = leaving;
    const path = location.hash.slice(1).split("?")[0] || "/";
    const [route, view] = routes.map(([pattern, shown]) => [pattern.exec(path), shown]).find(([match]) => match)
      ?? [null, fallback];
    const params = Object.fromEntries(Object.entries(route?.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)]));
    main.replaceChildren();
    main.setAttribute("aria-busy", "true");
    for (const link of document.querySelectorAll(".bar nav a")) {
      const target = link.getAttribute("href").slice(1);
      const below = target === "/" ? "/campaigns/" : `${target}/`;
      if (path === target || path.startsWith(below)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    await view({ main, signal, params });
    if (signal.aborted) return;
    main.removeAttribute("aria-busy");
    const heading = main.querySelector("h1");
    document.title = heading ? `${heading.textContent} · ${title()}` : title();
    if (heading && moveFocus) {
      heading.setAttribute("tabindex", "-1");
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  addEventListener("hashchange", () => show(true));
  show(false);
  return () => show(false);
}
