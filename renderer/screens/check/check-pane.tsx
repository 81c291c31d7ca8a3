export function CheckPane() {
  return <h1>检查</h1>;
}
