# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'new_dossier.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QDialog,
    QFrame, QGridLayout, QHBoxLayout, QLabel,
    QLineEdit, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_NewDossier(object):
    def setupUi(self, NewDossier):
        if not NewDossier.objectName():
            NewDossier.setObjectName(u"NewDossier")
        self.whole = QVBoxLayout(NewDossier)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.head = QWidget(NewDossier)
        self.head.setObjectName(u"head")
        self.head_line = QHBoxLayout(self.head)
        self.head_line.setSpacing(8)
        self.head_line.setObjectName(u"head_line")
        self.head_line.setContentsMargins(24, 16, 24, 8)
        self.title = QLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.head_line.addWidget(self.title)

        self.head_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head_line.addItem(self.head_gap)


        self.whole.addWidget(self.head)

        self.scroll = QScrollArea(NewDossier)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setWidgetResizable(True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.body_column = QVBoxLayout(self.body)
        self.body_column.setSpacing(0)
        self.body_column.setObjectName(u"body_column")
        self.body_column.setContentsMargins(0, 0, 0, 0)
        self.form = QGridLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(6)
        self.form.setContentsMargins(24, 4, 24, 8)
        self.unit_label = QLabel(self.body)
        self.unit_label.setObjectName(u"unit_label")
        self.unit_label.setProperty(u"role", u"label")
        self.unit_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.unit_label, 0, 0, 1, 1)

        self.unit = QWidget(self.body)
        self.unit.setObjectName(u"unit")
        self.unit_line = QHBoxLayout(self.unit)
        self.unit_line.setSpacing(8)
        self.unit_line.setObjectName(u"unit_line")
        self.unit_line.setContentsMargins(0, 0, 0, 0)
        self.unit_name = QLabel(self.unit)
        self.unit_name.setObjectName(u"unit_name")
        self.unit_name.setProperty(u"role", u"strong")
        self.unit_name.setTextFormat(Qt.TextFormat.PlainText)

        self.unit_line.addWidget(self.unit_name)

        self.open_register = QPushButton(self.unit)
        self.open_register.setObjectName(u"open_register")
        self.open_register.setProperty(u"kind", u"link")

        self.unit_line.addWidget(self.open_register)

        self.unit_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.unit_line.addItem(self.unit_gap)


        self.form.addWidget(self.unit, 0, 1, 1, 1)

        self.unit_fault = QLabel(self.body)
        self.unit_fault.setObjectName(u"unit_fault")
        self.unit_fault.setProperty(u"role", u"fault")
        self.unit_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.unit_fault.setWordWrap(True)

        self.form.addWidget(self.unit_fault, 1, 1, 1, 1)

        self.programme_label = QLabel(self.body)
        self.programme_label.setObjectName(u"programme_label")
        self.programme_label.setProperty(u"role", u"label")
        self.programme_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.programme_label, 2, 0, 1, 1)

        self.programme = QComboBox(self.body)
        self.programme.setObjectName(u"programme")
        self.programme.setMinimumContentsLength(12)
        self.programme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        self.form.addWidget(self.programme, 2, 1, 1, 1)

        self.period_label = QLabel(self.body)
        self.period_label.setObjectName(u"period_label")
        self.period_label.setProperty(u"role", u"label")
        self.period_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.period_label, 3, 0, 1, 1)

        self.period = QWidget(self.body)
        self.period.setObjectName(u"period")
        self.period_line = QHBoxLayout(self.period)
        self.period_line.setSpacing(8)
        self.period_line.setObjectName(u"period_line")
        self.period_line.setContentsMargins(0, 0, 0, 0)
        self.kind = QComboBox(self.period)
        self.kind.setObjectName(u"kind")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.period_line.addWidget(self.kind)

        self.number = QComboBox(self.period)
        self.number.setObjectName(u"number")
        self.number.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.period_line.addWidget(self.number)

        self.from_year_label = QLabel(self.period)
        self.from_year_label.setObjectName(u"from_year_label")
        self.from_year_label.setProperty(u"role", u"label")
        self.from_year_label.setTextFormat(Qt.TextFormat.PlainText)

        self.period_line.addWidget(self.from_year_label)

        self.from_year = QLineEdit(self.period)
        self.from_year.setObjectName(u"from_year")
        self.from_year.setMaxLength(4)
        self.from_year.setMaximumSize(QSize(64, 16777215))
        self.from_year.setMinimumSize(QSize(64, 0))

        self.period_line.addWidget(self.from_year)

        self.year_label = QLabel(self.period)
        self.year_label.setObjectName(u"year_label")
        self.year_label.setProperty(u"role", u"label")
        self.year_label.setTextFormat(Qt.TextFormat.PlainText)

        self.period_line.addWidget(self.year_label)

        self.year = QLineEdit(self.period)
        self.year.setObjectName(u"year")
        self.year.setMaxLength(4)
        self.year.setMaximumSize(QSize(64, 16777215))
        self.year.setMinimumSize(QSize(64, 0))

        self.period_line.addWidget(self.year)

        self.period_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.period_line.addItem(self.period_gap)


        self.form.addWidget(self.period, 3, 1, 1, 1)

        self.period_fault = QLabel(self.body)
        self.period_fault.setObjectName(u"period_fault")
        self.period_fault.setProperty(u"role", u"fault")
        self.period_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.period_fault.setWordWrap(True)

        self.form.addWidget(self.period_fault, 4, 1, 1, 1)

        self.dates_label = QLabel(self.body)
        self.dates_label.setObjectName(u"dates_label")
        self.dates_label.setProperty(u"role", u"label")
        self.dates_label.setTextFormat(Qt.TextFormat.PlainText)
        self.dates_label.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignTop)

        self.form.addWidget(self.dates_label, 5, 0, 1, 1)

        self.dates = QWidget(self.body)
        self.dates.setObjectName(u"dates")
        self.dates_grid = QGridLayout(self.dates)
        self.dates_grid.setObjectName(u"dates_grid")
        self.dates_grid.setHorizontalSpacing(8)
        self.dates_grid.setVerticalSpacing(2)
        self.dates_grid.setContentsMargins(0, 0, 0, 0)
        self.start_label = QLabel(self.dates)
        self.start_label.setObjectName(u"start_label")
        self.start_label.setProperty(u"role", u"small")
        self.start_label.setTextFormat(Qt.TextFormat.PlainText)

        self.dates_grid.addWidget(self.start_label, 0, 0, 1, 1)

        self.end_label = QLabel(self.dates)
        self.end_label.setObjectName(u"end_label")
        self.end_label.setProperty(u"role", u"small")
        self.end_label.setTextFormat(Qt.TextFormat.PlainText)

        self.dates_grid.addWidget(self.end_label, 0, 1, 1, 1)

        self.cutoff_label = QLabel(self.dates)
        self.cutoff_label.setObjectName(u"cutoff_label")
        self.cutoff_label.setProperty(u"role", u"small")
        self.cutoff_label.setTextFormat(Qt.TextFormat.PlainText)

        self.dates_grid.addWidget(self.cutoff_label, 0, 2, 1, 1)

        self.due_label = QLabel(self.dates)
        self.due_label.setObjectName(u"due_label")
        self.due_label.setProperty(u"role", u"small")
        self.due_label.setTextFormat(Qt.TextFormat.PlainText)

        self.dates_grid.addWidget(self.due_label, 0, 3, 1, 1)

        self.start = QLineEdit(self.dates)
        self.start.setObjectName(u"start")
        self.start.setMaxLength(30)

        self.dates_grid.addWidget(self.start, 1, 0, 1, 1)

        self.end = QLineEdit(self.dates)
        self.end.setObjectName(u"end")
        self.end.setMaxLength(30)

        self.dates_grid.addWidget(self.end, 1, 1, 1, 1)

        self.cutoff = QLineEdit(self.dates)
        self.cutoff.setObjectName(u"cutoff")
        self.cutoff.setMaxLength(30)

        self.dates_grid.addWidget(self.cutoff, 1, 2, 1, 1)

        self.due = QLineEdit(self.dates)
        self.due.setObjectName(u"due")
        self.due.setMaxLength(30)

        self.dates_grid.addWidget(self.due, 1, 3, 1, 1)

        self.start_fault = QLabel(self.dates)
        self.start_fault.setObjectName(u"start_fault")
        self.start_fault.setProperty(u"role", u"fault")
        self.start_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.start_fault.setWordWrap(True)

        self.dates_grid.addWidget(self.start_fault, 2, 0, 1, 1)

        self.end_fault = QLabel(self.dates)
        self.end_fault.setObjectName(u"end_fault")
        self.end_fault.setProperty(u"role", u"fault")
        self.end_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.end_fault.setWordWrap(True)

        self.dates_grid.addWidget(self.end_fault, 2, 1, 1, 1)

        self.cutoff_fault = QLabel(self.dates)
        self.cutoff_fault.setObjectName(u"cutoff_fault")
        self.cutoff_fault.setProperty(u"role", u"fault")
        self.cutoff_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.cutoff_fault.setWordWrap(True)

        self.dates_grid.addWidget(self.cutoff_fault, 2, 2, 1, 1)

        self.due_fault = QLabel(self.dates)
        self.due_fault.setObjectName(u"due_fault")
        self.due_fault.setProperty(u"role", u"fault")
        self.due_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.due_fault.setWordWrap(True)

        self.dates_grid.addWidget(self.due_fault, 2, 3, 1, 1)

        self.dates_grid.setColumnStretch(0, 1)
        self.dates_grid.setColumnStretch(1, 1)
        self.dates_grid.setColumnStretch(2, 1)
        self.dates_grid.setColumnStretch(3, 1)

        self.form.addWidget(self.dates, 5, 1, 1, 1)

        self.dates_fault = QLabel(self.body)
        self.dates_fault.setObjectName(u"dates_fault")
        self.dates_fault.setProperty(u"role", u"fault")
        self.dates_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.dates_fault.setWordWrap(True)

        self.form.addWidget(self.dates_fault, 6, 1, 1, 1)

        self.dates_note = QLabel(self.body)
        self.dates_note.setObjectName(u"dates_note")
        self.dates_note.setProperty(u"role", u"note")
        self.dates_note.setTextFormat(Qt.TextFormat.PlainText)
        self.dates_note.setWordWrap(True)

        self.form.addWidget(self.dates_note, 7, 1, 1, 1)

        self.source_words = QLabel(self.body)
        self.source_words.setObjectName(u"source_words")
        self.source_words.setProperty(u"role", u"small")
        self.source_words.setTextFormat(Qt.TextFormat.PlainText)
        self.source_words.setWordWrap(True)

        self.form.addWidget(self.source_words, 8, 1, 1, 1)

        self.other_line = QHBoxLayout()
        self.other_line.setSpacing(8)
        self.other_line.setObjectName(u"other_line")
        self.other_line.setContentsMargins(0, 0, 0, 0)
        self.take_other = QPushButton(self.body)
        self.take_other.setObjectName(u"take_other")
        self.take_other.setProperty(u"kind", u"link")

        self.other_line.addWidget(self.take_other)

        self.other_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.other_line.addItem(self.other_gap)


        self.form.addLayout(self.other_line, 9, 1, 1, 1)

        self.estimated = QCheckBox(self.body)
        self.estimated.setObjectName(u"estimated")

        self.form.addWidget(self.estimated, 10, 1, 1, 1)

        self.requested_label = QLabel(self.body)
        self.requested_label.setObjectName(u"requested_label")
        self.requested_label.setProperty(u"role", u"label")
        self.requested_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.requested_label, 11, 0, 1, 1)

        self.requested_by = QLineEdit(self.body)
        self.requested_by.setObjectName(u"requested_by")
        self.requested_by.setMaxLength(500)

        self.form.addWidget(self.requested_by, 11, 1, 1, 1)

        self.outline_label = QLabel(self.body)
        self.outline_label.setObjectName(u"outline_label")
        self.outline_label.setProperty(u"role", u"label")
        self.outline_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.outline_label, 12, 0, 1, 1)

        self.outline = QComboBox(self.body)
        self.outline.setObjectName(u"outline")
        self.outline.setMinimumContentsLength(12)
        self.outline.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        self.form.addWidget(self.outline, 12, 1, 1, 1)

        self.money_label = QLabel(self.body)
        self.money_label.setObjectName(u"money_label")
        self.money_label.setProperty(u"role", u"label")
        self.money_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.money_label, 13, 0, 1, 1)

        self.money_line = QHBoxLayout()
        self.money_line.setSpacing(8)
        self.money_line.setObjectName(u"money_line")
        self.money_line.setContentsMargins(0, 0, 0, 0)
        self.money = QComboBox(self.body)
        self.money.setObjectName(u"money")
        self.money.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.money_line.addWidget(self.money)

        self.money_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.money_line.addItem(self.money_gap)


        self.form.addLayout(self.money_line, 13, 1, 1, 1)

        self.name_label = QLabel(self.body)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"label")
        self.name_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.name_label, 14, 0, 1, 1)

        self.name = QLineEdit(self.body)
        self.name.setObjectName(u"name")
        self.name.setMaxLength(300)

        self.form.addWidget(self.name, 14, 1, 1, 1)

        self.name_fault = QLabel(self.body)
        self.name_fault.setObjectName(u"name_fault")
        self.name_fault.setProperty(u"role", u"fault")
        self.name_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.name_fault.setWordWrap(True)

        self.form.addWidget(self.name_fault, 15, 1, 1, 1)

        self.copy_label = QLabel(self.body)
        self.copy_label.setObjectName(u"copy_label")
        self.copy_label.setProperty(u"role", u"label")
        self.copy_label.setTextFormat(Qt.TextFormat.PlainText)

        self.form.addWidget(self.copy_label, 16, 0, 1, 1)

        self.copy_source = QComboBox(self.body)
        self.copy_source.setObjectName(u"copy_source")
        self.copy_source.setMinimumContentsLength(12)
        self.copy_source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        self.form.addWidget(self.copy_source, 16, 1, 1, 1)

        self.copy_words = QLabel(self.body)
        self.copy_words.setObjectName(u"copy_words")
        self.copy_words.setProperty(u"role", u"small")
        self.copy_words.setTextFormat(Qt.TextFormat.PlainText)
        self.copy_words.setWordWrap(True)

        self.form.addWidget(self.copy_words, 17, 1, 1, 1)

        self.next_year = QCheckBox(self.body)
        self.next_year.setObjectName(u"next_year")

        self.form.addWidget(self.next_year, 18, 1, 1, 1)

        self.form.setColumnStretch(1, 1)

        self.body_column.addLayout(self.form)

        self.body_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.body_column.addItem(self.body_gap)

        self.scroll.setWidget(self.body)

        self.whole.addWidget(self.scroll)

        self.foot = QWidget(NewDossier)
        self.foot.setObjectName(u"foot")
        self.foot_line = QHBoxLayout(self.foot)
        self.foot_line.setSpacing(8)
        self.foot_line.setObjectName(u"foot_line")
        self.foot_line.setContentsMargins(24, 10, 24, 14)
        self.unsaved = QLabel(self.foot)
        self.unsaved.setObjectName(u"unsaved")
        self.unsaved.setProperty(u"role", u"note")
        self.unsaved.setTextFormat(Qt.TextFormat.PlainText)
        self.unsaved.setWordWrap(True)

        self.foot_line.addWidget(self.unsaved)

        self.foot_words = QLabel(self.foot)
        self.foot_words.setObjectName(u"foot_words")
        self.foot_words.setProperty(u"role", u"fault")
        self.foot_words.setTextFormat(Qt.TextFormat.PlainText)
        self.foot_words.setWordWrap(True)

        self.foot_line.addWidget(self.foot_words)

        self.foot_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot_line.addItem(self.foot_gap)

        self.restart = QPushButton(self.foot)
        self.restart.setObjectName(u"restart")
        self.restart.setProperty(u"kind", u"flat")

        self.foot_line.addWidget(self.restart)

        self.cancel = QPushButton(self.foot)
        self.cancel.setObjectName(u"cancel")

        self.foot_line.addWidget(self.cancel)

        self.create = QPushButton(self.foot)
        self.create.setObjectName(u"create")
        self.create.setProperty(u"kind", u"primary")
        self.create.setProperty(u"sign", u"plus")

        self.foot_line.addWidget(self.create)

        self.foot_line.setStretch(0, 8)
        self.foot_line.setStretch(1, 8)
        self.foot_line.setStretch(2, 1)

        self.whole.addWidget(self.foot)

        self.whole.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.programme_label.setBuddy(self.programme)
        self.period_label.setBuddy(self.kind)
        self.start_label.setBuddy(self.start)
        self.end_label.setBuddy(self.end)
        self.cutoff_label.setBuddy(self.cutoff)
        self.due_label.setBuddy(self.due)
        self.requested_label.setBuddy(self.requested_by)
        self.outline_label.setBuddy(self.outline)
        self.money_label.setBuddy(self.money)
        self.name_label.setBuddy(self.name)
        self.copy_label.setBuddy(self.copy_source)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(NewDossier)
    # setupUi

    def retranslateUi(self, NewDossier):
        NewDossier.setWindowTitle(QCoreApplication.translate("NewDossier", u"T\u1ea1o h\u1ed3 s\u01a1 m\u1edbi", None))
        self.title.setText(QCoreApplication.translate("NewDossier", u"T\u1ea1o h\u1ed3 s\u01a1 m\u1edbi", None))
        self.unit_label.setText(QCoreApplication.translate("NewDossier", u"\u0110\u01a1n v\u1ecb", None))
        self.unit_name.setText("")
        self.open_register.setText(QCoreApplication.translate("NewDossier", u"M\u1edf danh b\u1ea1\u2026", None))
        self.unit_fault.setText("")
        self.programme_label.setText(QCoreApplication.translate("NewDossier", u"Ch\u01b0\u01a1ng tr\u00ecnh", None))
#if QT_CONFIG(accessibility)
        self.programme.setAccessibleName(QCoreApplication.translate("NewDossier", u"Ch\u01b0\u01a1ng tr\u00ecnh", None))
#endif // QT_CONFIG(accessibility)
        self.period_label.setText(QCoreApplication.translate("NewDossier", u"K\u1ef3 b\u00e1o c\u00e1o", None))
#if QT_CONFIG(accessibility)
        self.kind.setAccessibleName(QCoreApplication.translate("NewDossier", u"Lo\u1ea1i k\u1ef3 b\u00e1o c\u00e1o", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.number.setAccessibleName(QCoreApplication.translate("NewDossier", u"Th\u00e1ng, qu\u00fd ho\u1eb7c n\u1eeda n\u0103m", None))
#endif // QT_CONFIG(accessibility)
        self.from_year_label.setText(QCoreApplication.translate("NewDossier", u"t\u1eeb n\u0103m", None))
#if QT_CONFIG(accessibility)
        self.from_year.setAccessibleName(QCoreApplication.translate("NewDossier", u"T\u1eeb n\u0103m", None))
#endif // QT_CONFIG(accessibility)
        self.year_label.setText(QCoreApplication.translate("NewDossier", u"n\u0103m", None))
#if QT_CONFIG(accessibility)
        self.year.setAccessibleName(QCoreApplication.translate("NewDossier", u"N\u0103m b\u00e1o c\u00e1o", None))
#endif // QT_CONFIG(accessibility)
        self.period_fault.setText("")
        self.dates_label.setText(QCoreApplication.translate("NewDossier", u"Ng\u00e0y", None))
        self.start_label.setText(QCoreApplication.translate("NewDossier", u"T\u1eeb ng\u00e0y", None))
        self.end_label.setText(QCoreApplication.translate("NewDossier", u"\u0110\u1ebfn ng\u00e0y", None))
        self.cutoff_label.setText(QCoreApplication.translate("NewDossier", u"Ch\u1ed1t s\u1ed1 li\u1ec7u", None))
        self.due_label.setText(QCoreApplication.translate("NewDossier", u"H\u1ea1n g\u1eedi", None))
#if QT_CONFIG(accessibility)
        self.start.setAccessibleName(QCoreApplication.translate("NewDossier", u"T\u1eeb ng\u00e0y", None))
#endif // QT_CONFIG(accessibility)
        self.start.setPlaceholderText(QCoreApplication.translate("NewDossier", u"ng\u00e0y/th\u00e1ng/n\u0103m", None))
#if QT_CONFIG(accessibility)
        self.end.setAccessibleName(QCoreApplication.translate("NewDossier", u"\u0110\u1ebfn ng\u00e0y", None))
#endif // QT_CONFIG(accessibility)
        self.end.setPlaceholderText(QCoreApplication.translate("NewDossier", u"ng\u00e0y/th\u00e1ng/n\u0103m", None))
#if QT_CONFIG(accessibility)
        self.cutoff.setAccessibleName(QCoreApplication.translate("NewDossier", u"Ng\u00e0y ch\u1ed1t s\u1ed1 li\u1ec7u", None))
#endif // QT_CONFIG(accessibility)
        self.cutoff.setPlaceholderText(QCoreApplication.translate("NewDossier", u"ng\u00e0y/th\u00e1ng/n\u0103m", None))
#if QT_CONFIG(accessibility)
        self.due.setAccessibleName(QCoreApplication.translate("NewDossier", u"H\u1ea1n g\u1eedi b\u00e1o c\u00e1o", None))
#endif // QT_CONFIG(accessibility)
        self.due.setPlaceholderText(QCoreApplication.translate("NewDossier", u"ch\u01b0a c\u00f3", None))
        self.start_fault.setText("")
        self.end_fault.setText("")
        self.cutoff_fault.setText("")
        self.due_fault.setText("")
        self.dates_fault.setText("")
        self.dates_note.setText("")
        self.source_words.setText("")
        self.take_other.setText("")
        self.estimated.setText(QCoreApplication.translate("NewDossier", u"K\u1ef3 b\u00e1o c\u00e1o c\u00f3 s\u1ed1 li\u1ec7u \u01b0\u1edbc", None))
        self.requested_label.setText(QCoreApplication.translate("NewDossier", u"V\u0103n b\u1ea3n y\u00eau c\u1ea7u", None))
#if QT_CONFIG(accessibility)
        self.requested_by.setAccessibleName(QCoreApplication.translate("NewDossier", u"V\u0103n b\u1ea3n y\u00eau c\u1ea7u b\u00e1o c\u00e1o", None))
#endif // QT_CONFIG(accessibility)
        self.requested_by.setPlaceholderText(QCoreApplication.translate("NewDossier", u"C\u00f4ng v\u0103n s\u1ed1 \u2026 ng\u00e0y \u2026 c\u1ee7a \u2026", None))
        self.outline_label.setText(QCoreApplication.translate("NewDossier", u"\u0110\u1ec1 c\u01b0\u01a1ng", None))
#if QT_CONFIG(accessibility)
        self.outline.setAccessibleName(QCoreApplication.translate("NewDossier", u"\u0110\u1ec1 c\u01b0\u01a1ng b\u00e1o c\u00e1o", None))
#endif // QT_CONFIG(accessibility)
        self.money_label.setText(QCoreApplication.translate("NewDossier", u"S\u1ed1 ti\u1ec1n ghi theo", None))
#if QT_CONFIG(accessibility)
        self.money.setAccessibleName(QCoreApplication.translate("NewDossier", u"\u0110\u01a1n v\u1ecb ti\u1ec1n", None))
#endif // QT_CONFIG(accessibility)
        self.name_label.setText(QCoreApplication.translate("NewDossier", u"T\u00ean h\u1ed3 s\u01a1", None))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(QCoreApplication.translate("NewDossier", u"T\u00ean h\u1ed3 s\u01a1", None))
#endif // QT_CONFIG(accessibility)
        self.name_fault.setText("")
        self.copy_label.setText(QCoreApplication.translate("NewDossier", u"Ch\u00e9p t\u1eeb", None))
#if QT_CONFIG(accessibility)
        self.copy_source.setAccessibleName(QCoreApplication.translate("NewDossier", u"Ch\u00e9p t\u1eeb h\u1ed3 s\u01a1 tr\u01b0\u1edbc", None))
#endif // QT_CONFIG(accessibility)
        self.copy_words.setText("")
        self.next_year.setText("")
        self.unsaved.setText("")
        self.foot_words.setText("")
        self.restart.setText(QCoreApplication.translate("NewDossier", u"Nh\u1eadp l\u1ea1i t\u1eeb \u0111\u1ea7u", None))
        self.cancel.setText(QCoreApplication.translate("NewDossier", u"\u0110\u00f3ng", None))
        self.create.setText(QCoreApplication.translate("NewDossier", u"T\u1ea1o h\u1ed3 s\u01a1", None))
    # retranslateUi

