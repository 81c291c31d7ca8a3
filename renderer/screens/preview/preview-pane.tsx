export function PreviewPane() {
  return <h1>预览与导出</h1>;
}
