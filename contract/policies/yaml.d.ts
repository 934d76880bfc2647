/** YAML files are imported as text: esbuild's text loader, and test/yamlText.cjs under jest. */
declare module '*.yaml' {
  const text: string;
  export default text;
}
