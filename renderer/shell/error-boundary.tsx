import { Component, type ReactNode } from 'react';
import { bridge } from '../bridge.ts';

/** A screen that fails says so and can be opened again; what was saved is untouched. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? (error.stack ?? null) : null;
    void bridge.reportProblem({ message: message.slice(0, 2_000), stack: stack?.slice(0, 10_000) ?? null });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="plain-page" role="alert">
        <h1>这一屏没有显示出来</h1>
        <p>已保存的内容都在。请点“重新显示”；如再次出现，请重新打开申报匣。</p>
        <button type="button" onClick={() => this.setState({ failed: false })}>
          重新显示
        </button>
      </main>
    );
  }
}
