import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { call, messageOf } from '../bridge-calls.ts';
import { BinScreen } from '../screens/home/bin-screen.tsx';
import { HomeScreen } from '../screens/home/home-screen.tsx';
import { NewDraftScreen } from '../screens/new-draft/new-draft-screen.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NavigationProvider, useNavigation } from './navigation.tsx';
import { DraftPasswords } from './password/draft-passwords.tsx';
import { SettingsProvider } from './settings-context.tsx';
import { Theme } from './theme.tsx';
import { ToastsProvider } from './toasts.tsx';
import { useCommands } from './use-commands.ts';
import { useDraftOffers } from './use-draft-offers.tsx';
import './shell.css';

// Home is there first; what else there is comes when it is wanted, or when nothing else is to be done.
const loadDraft = () => import('../screens/walk/draft-screen.tsx');
const DraftScreen = lazy(async () => ({ default: (await loadDraft()).DraftScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
}));
const NoticeScreen = lazy(async () => ({
  default: (await import('../screens/notice/notice-screen.tsx')).NoticeScreen,
}));
const loadDistrict = () => import('../screens/district/district-screens.tsx');
const DistrictScreens = lazy(async () => ({ default: (await loadDistrict()).DistrictScreens }));
const StartupScreen = lazy(async () => ({
  default: (await import('../screens/startup/startup-screen.tsx')).StartupScreen,
}));

/** The program is on this machine: nothing is asked again by itself, and an answer that fails is told at once. */
const client = new QueryClient({
  // `always`: on a machine without a network the default would keep every call waiting for one.
  defaultOptions: {
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

function Waiting() {
  return (
    <main className="plain-page" aria-busy="true">
      <Spin description="正在打开……" />
    </main>
  );
}

function CurrentScreen() {
  const { view } = useNavigation();
  switch (view.screen) {
    case 'home':
      return <HomeScreen />;
    case 'bin':
      return <BinScreen />;
    case 'newDraft':
      return <NewDraftScreen programme={view.programme} />;
    case 'notice':
      return <NoticeScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'batches':
    case 'newBatch':
    case 'batch':
      return <DistrictScreens view={view} />;
    case 'draft':
      return <DraftScreen key={view.draftId} draftId={view.draftId} pane={view.pane} />;
  }
}

function Screens() {
  useCommands();
  useEffect(() => {
    // What cannot be loaded now is loaded, and told of, when it is opened.
    const waiting = requestIdleCallback(() => void loadDraft().catch(() => undefined));
    return () => cancelIdleCallback(waiting);
  }, []);
  const offers = useDraftOffers();
  return (
    <>
      {offers}
      <DraftPasswords />
      <Suspense fallback={<Waiting />}>
        <CurrentScreen />
      </Suspense>
    </>
  );
}

/** The data come first: while they cannot be opened, nothing but the reason and the ways out is shown. */
function Started() {
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    queryKey: ['startup'],
    queryFn: () => call('readStartup'),
  });
  if (error !== null)
    return (
      <main className="plain-page" role="alert">
        <h1>申报匣没有打开</h1>
        <p>{messageOf(error)}</p>
        <Button type="primary" onClick={() => void refetch()}>
          再试一次
        </Button>
      </main>
    );
  if (data === undefined) return <Waiting />;
  if (data.state !== 'ready') return <StartupScreen problem={data} retry={() => void refetch()} />;
  // Read again, the data are others (a backup was restored): nothing of what was open may stay.
  return (
    <NavigationProvider key={dataUpdatedAt}>
      <Screens />
    </NavigationProvider>
  );
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <SettingsProvider>
        <Theme>
          <ErrorBoundary>
            <ToastsProvider>
              <Suspense fallback={<Waiting />}>
                <Started />
              </Suspense>
            </ToastsProvider>
          </ErrorBoundary>
        </Theme>
      </SettingsProvider>
    </QueryClientProvider>
  );
}
