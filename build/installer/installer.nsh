; For the person at the keyboard only: no administrator, no question for whom.
!macro customInstallMode
  StrCpy $isForceCurrentInstall "1"
!macroend
