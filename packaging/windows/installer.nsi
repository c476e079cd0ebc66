; The installer for Windows, for one person: it asks for no administrator's rights and changes nothing of others.
;
; Compiled by installer.py, which hands over NAME, PUBLISHER, ADDRESS (of the project; "" where it has none),
; VERSION, NUMBERS, WINDOW, TERMINAL, ICON, KILOBYTES, OUTFILE, SIGN (a command for the uninstaller and the
; installer) and PLAN, the lists of files (macros INSTALL_FILES and REMOVE_FILES) made from the folder that is packed.
;
; Silent: installer.exe /S [/PATH] [/D=C:\folder]   (/D comes last and takes no quotes)
;         uninstall.exe /S
; Exit status: 0 done, 1 cancelled, 2 refused (running, not 64 bits, a folder of somebody else, not written).
;
; The folder gets program\, the bundle as it was built, so that the program can see whether its files are;
; uninstall.exe lies beside it.
;
; Promises: an older version is removed by its own uninstaller first; the uninstaller removes the files that
; were installed, by name, and folders only when they are empty, so that nobody's keys go with them: what else
; lies in the folder stays, also through an update.
; Refuses: to overwrite programs that are running, to install into a folder with anything else in it.

Unicode true
SetCompressor /SOLID lzma
SetDateSave on
CRCCheck force
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include LogicLib.nsh
!include FileFunc.nsh
!include WinMessages.nsh
!include x64.nsh
!include MUI2.nsh
!include "path.nsh"
!include "${PLAN}"

!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\AsymmetricKeyGenerator"

Name "${NAME}"
OutFile "${OUTFILE}"
!uninstfinalize '${SIGN} "%1"' = 0
!finalize '${SIGN} "%1"' = 0
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1033 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "FileDescription" "${NAME} installer"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "MIT License"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Start it now"
!define MUI_FINISHPAGE_RUN_FUNCTION StartWindow
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_UNFINISHPAGE_NOAUTOCLOSE
!define MUI_FINISHPAGE_TEXT "${NAME} is gone from this computer. What is yours was kept:$\r$\n$\r$\n\
- your keys, where you saved them$\r$\n\
- preferences, in $APPDATA\asymmetric-key-generator$\r$\n\
- the list of My keys, in $LOCALAPPDATA\asymmetric-key-generator$\r$\n\
- remembered passphrases, in Credential Manager under Windows Credentials, as AsymmetricKeyGenerator$\r$\n$\r$\n\
Remove there what you no longer want."
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "English"

; Says it (in a silent run by the exit status alone) and ends.
!macro Refuse TEXT
  SetErrorLevel 2
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  Quit
!macroend

; Windows lets nobody write to a program that runs.
!macro RefuseIfRunning PROGRAM
  ${If} ${FileExists} "${PROGRAM}"
    ClearErrors
    FileOpen $0 "${PROGRAM}" a
    ${If} ${Errors}
      !insertmacro Refuse "${PROGRAM} is running, or may not be changed. Close it, then try again."
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; What an earlier installer put into this folder, if one did.
!macro RemoveInstalled FOLDER
  ${If} ${FileExists} "${FOLDER}\uninstall.exe"
    !insertmacro RefuseIfRunning "${FOLDER}\program\${WINDOW}"
    !insertmacro RefuseIfRunning "${FOLDER}\program\${TERMINAL}"
    DetailPrint "Removing the version that is installed"
    ExecWait '"${FOLDER}\uninstall.exe" /S _?=${FOLDER}' $0
    ${If} $0 <> 0
      !insertmacro Refuse "The version that is installed could not be removed."
    ${EndIf}
    Delete "${FOLDER}\uninstall.exe"
    RMDir "${FOLDER}"
    StrCpy $3 "removed"
  ${EndIf}
!macroend

!insertmacro DefineChangePath ""
!insertmacro DefineChangePath "un."

; Through the shell, which is meant to start it with the person's own rights also where this installer has an
; administrator's. Nobody has seen that.
Function StartWindow
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\program\${WINDOW}"'
FunctionEnd

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse "${NAME} needs a 64-bit Windows."
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/PATH" $2
  ${IfNot} ${Errors}
    Call SelectPath
  ${EndIf}
  ReadRegDWORD $2 HKCU "${ENTRY}" "OnPath"
  ${If} $2 = 1
    Call SelectPath
  ${EndIf}
FunctionEnd

Section "-${NAME}"
  StrCpy $3 ""
  !insertmacro RemoveInstalled "$INSTDIR"
  ${DirState} "$INSTDIR" $0
  ${If} $0 = 1
  ${AndIf} $3 != "removed"
    !insertmacro Refuse "$INSTDIR contains other files. Choose an empty or a new folder."
  ${EndIf}
  ReadRegStr $1 HKCU "${ENTRY}" "InstallLocation"
  ${If} $1 != ""
    !insertmacro RemoveInstalled "$1"
  ${EndIf}
  ClearErrors
  !insertmacro INSTALL_FILES
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\program\${WINDOW}"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${PUBLISHER}"
  !if "${ADDRESS}" != ""
    WriteRegStr HKCU "${ENTRY}" "URLInfoAbout" "${ADDRESS}"
    WriteRegStr HKCU "${ENTRY}" "HelpLink" "${ADDRESS}#readme"
  !endif
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\program\${WINDOW}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${If} ${Errors}
    !insertmacro Refuse "Not all files could be written to $INSTDIR."
  ${EndIf}
SectionEnd

Section /o "akg on the PATH of the terminal" ON_PATH
  Push "add"
  Push "$INSTDIR\program"
  Call ChangePath
  Pop $0
  ${If} $0 == ""
    WriteRegDWORD HKCU "${ENTRY}" "OnPath" 1
  ${Else}
    DetailPrint "The PATH was not changed ($0)."
  ${EndIf}
SectionEnd

Function SelectPath
  !insertmacro SelectSection ${ON_PATH}
FunctionEnd

Section "Uninstall"
  !insertmacro RefuseIfRunning "$INSTDIR\program\${WINDOW}"
  !insertmacro RefuseIfRunning "$INSTDIR\program\${TERMINAL}"
  ReadRegDWORD $0 HKCU "${ENTRY}" "OnPath"
  ${If} $0 = 1
    Push "remove"
    Push "$INSTDIR\program"
    Call un.ChangePath
    Pop $0
  ${EndIf}
  !insertmacro REMOVE_FILES
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${ENTRY}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
SectionEnd
