import json
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication,QComboBox
from tests.flow.typist import Typist, Key
from tests.flow.conftest import open_window
from gnbv_desktop.services.dossiers import dump
def test_it(open_window, qtbot, capsys):
    hands=open_window(); t=Typist(hands, qtbot.waitUntil)
    with capsys.disabled():
        print()
        print('focus',t.at.objectName())
        t.tab_to('new_first_dossier'); t.press(Key.Key_Space)
        qtbot.waitUntil(lambda: t.at.objectName()=='open_register')
        t.press(Key.Key_Return)
        qtbot.waitUntil(lambda: t.at.objectName()=='level')
        t.type('h'); print(t.at.currentText())
        t.fill('name','huyện Mường Hoa'); t.fill('superior','tỉnh Sơn Lâm')
        t.tab_to('to_unit'); t.press(Key.Key_Right)
        t.tab_to('communes_new')
        for n in ('xã Bản Chiềng','xã Nậm Lúa','thị trấn Mường Hoa'):
            t.type(n); t.press(Key.Key_Return)
        t.tab_to('to_communes'); t.press(Key.Key_Right); t.tab_to('agencies_new')
        for n in ('Phòng Lao động - Thương binh và Xã hội','Trung tâm Dịch vụ nông nghiệp'):
            t.type(n); t.press(Key.Key_Return)
        t.press(Key.Key_Return,control=True)
        qtbot.waitUntil(lambda: t.at.window().objectName()=='new_dossier_dialog')
        print('focus', t.at.objectName())
        t.choose('kind','Quý'); t.choose('number','Quý III'); t.fill('year','2023')
        t.fill('requested_by','Công văn số 1208/SLĐTBXH-GN ngày 05/9/2023')
        t.tab_to('create'); t.press(Key.Key_Return)
        qtbot.waitUntil(lambda: hands.window.findChildren(type(hands.window),'x')==[] and hands.window.centralWidget().objectName()=='workspace')
        hands.settle()
        w=hands.workspace.session.work
        d=lambda: print(json.dumps({k:v for k,v in dump(hands.workspace.session.work).items() if k not in ('unit','format')},ensure_ascii=False,indent=1))
        from gnbv_desktop.ui.grid.view import Grid
        g=hands.window.findChild(Grid,'VON')
        hands.window.activateWindow(); hands.settle(); print('first focus',t.at.objectName()); t.into_page(); print(t.at.objectName(), g.currentIndex().row(), len(g.sheet.rows), [c.code for c in g.sheet.columns])
        n=0
        while t.at is not g and n<30: t.press(Key.Key_Tab); n+=1; print(t.at.objectName(), end=' ')
        print('cur', g.currentIndex().row(), t.cell, hands.workspace.status.said)
        key=lambda: g.sheet.rows[g.currentIndex().row()].key
        t._until(lambda: key()=='g:DA2', Key.Key_Down, 'DA2')
        t.press(Key.Key_Return,control=True); print('new',t.cell)
        def say(*x): print(*x, '| at', t.at.objectName(), '| said', hands.workspace.status.said[:60])
        t.row('nông nghiệp','2023','sự nghiệp','4174','3650,5'); say('after')
        t._until(lambda: key()=='g:DA2', Key.Key_Up, 'DA2')
        t.press(Key.Key_Return,control=True); say('new')
        t.row('bản chiềng','2022','sự nghiệp','612,5'); say('after')
        t.find('nguồn vốn', 'VON[r1].NGUON'); say('found'); 
        from gnbv_desktop.ui.fields.edit import FigureEdit
        print(g.current_ref(), [c.code for c in g.sheet.columns], t.at is g)
        og=g.grid_model.rebuild
        def reb(*a):
            print('rebuild before', g.current_ref(), g.currentIndex().column()); og(*a); print('rebuild after', g.current_ref(), g.currentIndex().column(), [c.code for c in g.sheet.columns])
        g.grid_model.rebuild=reb
        oe=g._step
        def st(m):
            import traceback; traceback.print_stack(limit=9)
            print('step',m,g.current_ref()); oe(m); print('stepped',g.current_ref(), QApplication.focusWidget())
        g._step=st
        QApplication.instance().focusChanged.connect(lambda a,b: print('focus',a,b))
        t.type('trung ương'); t.press(Key.Key_Return); say('ngu'); print(g.current_ref())
