import { readFileSync } from 'node:fs';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const CSP = [
  "default-src 'none'",
  // What compiles the race's functions; nothing else of a script may come from a text.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Build only: the dev server needs an inline react-refresh preamble and inline styles. */
function csp(): Plugin {
  return {
    name: 'csp-meta',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CSP },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** The typefaces' licences travel with them (SIL Open Font License 1.1); those of the scripts go in licenses.md. */
function fontLicences(): Plugin {
  const faces = ['inter', 'jetbrains-mono'];
  return {
    name: 'font-licences',
    apply: 'build',
    generateBundle() {
      for (const face of faces)
        this.emitFile({
          type: 'asset',
          fileName: `licenses/${face}.txt`,
          source: readFileSync(`node_modules/@fontsource-variable/${face}/LICENSE`),
        });
    },
  };
}

/**
 * Lets the build leave out the curves of d3-shape that nobody draws with: a prototype that is assigned at the top of a
 * module keeps its function for ever, one that is assigned within a pure expression goes when the function goes.
 */
function unusedCurves(): Plugin {
  const drawn = /^function (\w+)\((.*?)\) (\{[\s\S]*?^\})\n+\1\.prototype = (\{[\s\S]*?^\});/gm;
  const configured = /^(?:var|const) \w+ = (?=\(function custom|curveRadial\(|sqrt\(|sin\()/gm;
  return {
    name: 'unused-curves',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/d3-shape/')) return null;
      return {
        code: code
          .replace(
            drawn,
            'const $1 = /* @__PURE__ */ (() => { function $1($2) $3 $1.prototype = $4; return $1; })();',
          )
          .replace(configured, '$&/* @__PURE__ */ '),
        map: null,
      };
    },
  };
}

export default defineConfig({
  // Relative, so that the built folder works from any sub-path.
  base: './',
  plugins: [react(), tailwindcss(), csp(), fontLicences(), unusedCurves()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    sourcemap: true,
    license: { fileName: 'licenses/licenses.md' },
    // No module of ours or of d3 acts by reading a property while it loads. By writing one some do: without that the page stays empty.
    rolldownOptions: {
      treeshake: { propertyReadSideEffects: false },
    },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
});
