; Puts a folder at the end of the person's own PATH, or takes it away. Without PowerShell, whose scripts run only
; where a policy is bypassed, as malware does it; and without NSIS' own texts, which end at 1,024 characters and
; would cut a longer PATH: it stays in memory that Windows' own functions read, search and write.
;
;   !insertmacro DefineChangePath ""       Push "add" or "remove"; Push FOLDER; Call ChangePath; Pop $0
;   !insertmacro DefineChangePath "un."    the same as un.ChangePath
;
; $0 is then "" or says what failed. Other entries stay as they are, letter by letter: variables in them are not
; expanded, and the value keeps its kind. A value that ends up empty is removed.

!define KEY_QUERY_AND_SET 3
!define /ifndef REG_SZ 1
!define /ifndef REG_EXPAND_SZ 2
!define FILE_NOT_FOUND 2

!macro DefineChangePath UN
Function ${UN}ChangePath
  ; Stack: folder, verb. Registers: $1 folder, $2 verb, $3 key, $4 kind, $5 octets, $6 text, $7 and $8 places in
  ; it, $9 what Windows answers. The text is ";" + PATH + ";", so that each entry stands between two of them.
  Exch $1
  Exch
  Exch $2
  Push $3
  Push $4
  Push $5
  Push $6
  Push $7
  Push $8
  Push $9
  StrCpy $0 "no PATH to read"
  StrCpy $6 0
  System::Call 'advapi32::RegOpenKeyExW(p 0x80000001, w "Environment", i 0, i ${KEY_QUERY_AND_SET}, *p .r3) i .r9'
  ${If} $9 <> 0
    Goto ${UN}restored
  ${EndIf}
  StrCpy $5 0
  System::Call 'advapi32::RegQueryValueExW(p r3, w "Path", p 0, *i .r4, p 0, *i r5r5) i .r9'
  ${If} $9 = ${FILE_NOT_FOUND}
    StrCpy $4 ${REG_EXPAND_SZ}
    StrCpy $5 0
  ${ElseIf} $4 <> ${REG_SZ}
  ${AndIf} $4 <> ${REG_EXPAND_SZ}
  ${OrIf} $9 <> 0
    Goto ${UN}closed
  ${EndIf}
  StrLen $8 $1
  IntOp $8 $8 * 2
  IntOp $8 $8 + $5
  IntOp $8 $8 + 16 ; two semicolons and the end, with room to spare
  System::Alloc $8 ; all zero, so that it ends even where the registry's text does not
  Pop $6
  ${If} $6 P= 0
    Goto ${UN}closed
  ${EndIf}
  System::Call 'kernel32::lstrcatW(p r6, w ";")'
  ${If} $5 > 0
    IntPtrOp $7 $6 + 2
    System::Call 'advapi32::RegQueryValueExW(p r3, w "Path", p 0, *i .r4, p r7, *i r5r5) i .r9'
    ${If} $9 <> 0
      Goto ${UN}closed
    ${EndIf}
    System::Call 'kernel32::lstrlenW(p r6) i .r8'
    ${If} $8 > 1
      System::Call 'kernel32::lstrcatW(p r6, w ";")'
    ${EndIf}
  ${EndIf}
  ${If} $2 == "add"
    StrCpy $8 ";$1;"
    System::Call 'shlwapi::StrStrIW(p r6, w r8) p .r7'
    ${If} $7 P<> 0
      StrCpy $0 "" ; it is there already
      Goto ${UN}closed
    ${EndIf}
    System::Call 'kernel32::lstrcatW(p r6, w r1)'
  ${Else}
    StrCpy $9 0
    ${Do}
      StrCpy $8 ";$1;"
      System::Call 'shlwapi::StrStrIW(p r6, w r8) p .r7'
      ${If} $7 P= 0
        ${ExitDo}
      ${EndIf}
      StrLen $8 $1
      IntOp $8 $8 * 2
      IntOp $8 $8 + 2
      IntPtrOp $8 $7 + $8 ; the semicolon behind the entry
      System::Call 'kernel32::lstrlenW(p r8) i .r9'
      IntOp $9 $9 * 2
      IntOp $9 $9 + 2
      System::Call 'ntdll::RtlMoveMemory(p r7, p r8, p r9)'
    ${Loop}
    ${If} $9 = 0
      StrCpy $0 "" ; it was not there
      Goto ${UN}closed
    ${EndIf}
    System::Call 'kernel32::lstrlenW(p r6) i .r8'
    IntOp $8 $8 - 1
    IntOp $8 $8 * 2
    IntPtrOp $8 $6 + $8
    System::Call '*$8(&i2 0)' ; the last semicolon
  ${EndIf}
  IntPtrOp $7 $6 + 2
  System::Call 'kernel32::lstrlenW(p r6) i .r5'
  ${If} $5 > 1
    IntOp $5 $5 * 2 ; the first semicolon is not written, the end is
    System::Call 'advapi32::RegSetValueExW(p r3, w "Path", i 0, i r4, p r7, i r5) i .r9'
  ${Else}
    System::Call 'advapi32::RegDeleteValueW(p r3, w "Path") i .r9'
  ${EndIf}
  ${If} $9 = 0
    StrCpy $0 ""
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  ${Else}
    StrCpy $0 "error $9"
  ${EndIf}
${UN}closed:
  System::Call 'advapi32::RegCloseKey(p r3)'
  ${If} $6 P<> 0
    System::Free $6
  ${EndIf}
${UN}restored:
  Pop $9
  Pop $8
  Pop $7
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Push $0
FunctionEnd
!macroend
