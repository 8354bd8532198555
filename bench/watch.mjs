// Put into the page before any script of its own: counts what is drawn on canvases and notes when things happened, in
// `window.bench`. It stands on its own, because only its text travels into the page.
export function watch() {
  const inked = new WeakSet();
  const bench = { draws: 0 };
  window.bench = bench;
  for (const name of ["stroke", "fill", "fillRect", "fillText", "clearRect"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) {
      bench.draws++;
      draw.apply(this, given);
      if (inked.has(this.canvas)) return;
      inked.add(this.canvas);
      look();
    };
  }
  const instantiate = WebAssembly.instantiateStreaming;
  let ready = 0;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    ready = performance.now();
    performance.mark("bench:wasm");
    return made;
  };
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  // All panels of the page have their picture, and all their canvases ink. Looked at when a panel says another state and
  // when a canvas gets its first ink: asking at each frame would make the browser paint frames that nobody needs.
  const isDrawn = (panel) => ["fresh", "empty"].includes(panel.dataset.state) && [...panel.querySelectorAll("canvas")].every((canvas) => inked.has(canvas));
  const all = () => document.querySelectorAll("[data-panel]");
  let resolve;
  const drawn = new Promise((call) => (resolve = call));
  function look() {
    const panels = [...all()];
    if (panels.length > 0 && panels.every(isDrawn)) resolve(performance.now());
  }
  new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
  bench.loaded = drawn.then(async (drawn) => {
    // Long tasks are told some time after they end.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const files = performance.getEntriesByType("resource");
    const file = (part) => files.find(({ name }) => name.includes(part));
    const queries = files.filter(({ name }) => name.includes("/api/v1/query"));
    return {
      panels: all().length,
      queries: queries.length,
      html: performance.getEntriesByType("navigation")[0].responseEnd,
      "wasm fetched": file(".wasm")?.responseEnd,
      "wasm ready": ready,
      config: file("config.json")?.responseEnd,
      dashboard: file("dashboards/")?.responseEnd,
      variables: (file("/api/v1/series") ?? file("/api/v1/label"))?.responseEnd,
      "first query": Math.min(...queries.map(({ startTime }) => startTime)),
      "first answer": Math.min(...queries.map(({ responseEnd }) => responseEnd)),
      "last answer": Math.max(...queries.map(({ responseEnd }) => responseEnd)),
      drawn,
      long: long.filter(({ startTime, duration }) => startTime + duration > ready).map(({ duration }) => duration),
    };
  });
}
