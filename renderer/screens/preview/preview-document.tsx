/** @param address of the preview's PDF */
export function PreviewDocument({ address }: { address: string }) {
  return <p className="quiet">{address}</p>;
}
