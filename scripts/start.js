// Starts the page. Says so where it cannot be had, and where it ends at a fault of its own: nothing in it can then.
const spanish = navigator.language.startsWith("es");
const say = (what, error) => {
  if (document.querySelector(".fault")) return;
  const told = document.body.appendChild(document.createElement("p"));
  told.className = "fault";
  told.setAttribute("role", "alert");
  told.textContent = `${what} (${error?.message ?? error})`;
};
const stopped = (error) => {
  if (!globalThis.WebAssembly || !(error instanceof WebAssembly.RuntimeError)) return;
  say(
    spanish
      ? "Atalaya se ha detenido por un fallo propio: lo que se ve ya no se actualiza. Vuelva a cargar la página."
      : "Atalaya stopped at a fault of its own: what you see is no longer kept up to date. Reload the page.",
    error,
  );
};
addEventListener("error", ({ error }) => stopped(error));
addEventListener("unhandledrejection", ({ reason }) => stopped(reason));
try {
  const { default: init } = await import("PAGE.js");
  await init({ module_or_path: "PAGE.wasm" });
} catch (error) {
  stopped(error);
  say(
    spanish
      ? "Atalaya no ha podido empezar. Vuelva a cargar la página; si sigue igual, a sus ficheros en el servidor les falta alguno, o este navegador no conoce WebAssembly."
      : "Atalaya could not start. Reload the page; if that does not help, one of its files is missing on the server, or this browser does not know WebAssembly.",
    error,
  );
}
