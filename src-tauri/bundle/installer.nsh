; Offers Offprint for bibliographies under "Open with".
;
; Not by Tauri's fileAssociations: its installer makes the program the one that a double click opens, in place of
; what the person had.

!macro OFFPRINT_OFFER EXTENSION
  WriteRegStr SHCTX "Software\Classes\.${EXTENSION}\OpenWithProgids" "Offprint.Bibliography" ""
!macroend

!macro OFFPRINT_WITHDRAW EXTENSION
  DeleteRegValue SHCTX "Software\Classes\.${EXTENSION}\OpenWithProgids" "Offprint.Bibliography"
!macroend

!macro NSIS_HOOK_POSTINSTALL
  WriteRegStr SHCTX "Software\Classes\Offprint.Bibliography" "" "Bibliography"
  WriteRegStr SHCTX "Software\Classes\Offprint.Bibliography\DefaultIcon" "" "$INSTDIR\${MAINBINARYNAME}.exe,0"
  WriteRegStr SHCTX "Software\Classes\Offprint.Bibliography\shell\open\command" "" '"$INSTDIR\${MAINBINARYNAME}.exe" "%1"'
  !insertmacro OFFPRINT_OFFER "bib"
  !insertmacro OFFPRINT_OFFER "ris"
  !insertmacro OFFPRINT_OFFER "nbib"
  !insertmacro OFFPRINT_OFFER "enw"
  !insertmacro OFFPRINT_OFFER "ciw"
  ; SHCNE_ASSOCCHANGED: menus that are open already know of it.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro NSIS_HOOK_POSTUNINSTALL
  !insertmacro OFFPRINT_WITHDRAW "bib"
  !insertmacro OFFPRINT_WITHDRAW "ris"
  !insertmacro OFFPRINT_WITHDRAW "nbib"
  !insertmacro OFFPRINT_WITHDRAW "enw"
  !insertmacro OFFPRINT_WITHDRAW "ciw"
  DeleteRegKey SHCTX "Software\Classes\Offprint.Bibliography"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend
