import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * Electron's switches in the shipped binary. All of them are named: one that a new Electron adds stops
 * the packing until somebody has decided on it.
 */
export const FUSES = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The program must not serve anyone as a Node that runs their scripts under its name.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Nothing but the archive that was packed, unchanged (macOS and Windows check it).
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // Our pages come by app://, and file: gets no rights at all.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // There are no cookies; macOS would ask people for their keychain's password.
  [FuseV1Options.EnableCookieEncryption]: false,
  // There is no snapshot of ours.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // As Electron has it.
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies FuseConfig;
