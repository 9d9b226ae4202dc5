# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'office_register.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QFrame,
    QGridLayout, QHBoxLayout, QLabel, QLineEdit,
    QPlainTextEdit, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QStackedWidget, QVBoxLayout, QWidget)

class Ui_OfficeRegister(object):
    def setupUi(self, OfficeRegister):
        if not OfficeRegister.objectName():
            OfficeRegister.setObjectName(u"OfficeRegister")
        self.whole = QVBoxLayout(OfficeRegister)
        self.whole.setSpacing(0)
        self.whole.setObjectName(u"whole")
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.head = QWidget(OfficeRegister)
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

        self.from_dossier = QPushButton(self.head)
        self.from_dossier.setObjectName(u"from_dossier")
        self.from_dossier.setProperty(u"kind", u"link")
        self.from_dossier.setProperty(u"sign", u"download")

        self.head_line.addWidget(self.from_dossier)


        self.whole.addWidget(self.head)

        self.bar = QWidget(OfficeRegister)
        self.bar.setObjectName(u"bar")
        self.bar_line = QHBoxLayout(self.bar)
        self.bar_line.setSpacing(6)
        self.bar_line.setObjectName(u"bar_line")
        self.bar_line.setContentsMargins(24, 0, 24, 8)
        self.to_unit = QPushButton(self.bar)
        self.to_unit.setObjectName(u"to_unit")
        self.to_unit.setCheckable(True)
        self.to_unit.setAutoExclusive(True)

        self.bar_line.addWidget(self.to_unit)

        self.to_communes = QPushButton(self.bar)
        self.to_communes.setObjectName(u"to_communes")
        self.to_communes.setCheckable(True)
        self.to_communes.setAutoExclusive(True)

        self.bar_line.addWidget(self.to_communes)

        self.to_agencies = QPushButton(self.bar)
        self.to_agencies.setObjectName(u"to_agencies")
        self.to_agencies.setCheckable(True)
        self.to_agencies.setAutoExclusive(True)

        self.bar_line.addWidget(self.to_agencies)

        self.to_signing = QPushButton(self.bar)
        self.to_signing.setObjectName(u"to_signing")
        self.to_signing.setCheckable(True)
        self.to_signing.setAutoExclusive(True)

        self.bar_line.addWidget(self.to_signing)

        self.bar_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.bar_line.addItem(self.bar_gap)


        self.whole.addWidget(self.bar)

        self.sections = QStackedWidget(OfficeRegister)
        self.sections.setObjectName(u"sections")
        self.unit_page = QWidget()
        self.unit_page.setObjectName(u"unit_page")
        self.unit_page_column = QVBoxLayout(self.unit_page)
        self.unit_page_column.setSpacing(0)
        self.unit_page_column.setObjectName(u"unit_page_column")
        self.unit_page_column.setContentsMargins(0, 0, 0, 0)
        self.unit_scroll = QScrollArea(self.unit_page)
        self.unit_scroll.setObjectName(u"unit_scroll")
        self.unit_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.unit_scroll.setWidgetResizable(True)
        self.unit_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.unit_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unit_body = QWidget()
        self.unit_body.setObjectName(u"unit_body")
        self.unit_column = QVBoxLayout(self.unit_body)
        self.unit_column.setSpacing(0)
        self.unit_column.setObjectName(u"unit_column")
        self.unit_column.setContentsMargins(0, 0, 0, 0)
        self.unit_form = QGridLayout()
        self.unit_form.setObjectName(u"unit_form")
        self.unit_form.setHorizontalSpacing(14)
        self.unit_form.setVerticalSpacing(5)
        self.unit_form.setContentsMargins(24, 8, 24, 8)
        self.level_label = QLabel(self.unit_body)
        self.level_label.setObjectName(u"level_label")
        self.level_label.setProperty(u"role", u"label")
        self.level_label.setTextFormat(Qt.TextFormat.PlainText)

        self.unit_form.addWidget(self.level_label, 0, 0, 1, 1)

        self.level = QComboBox(self.unit_body)
        self.level.setObjectName(u"level")
        self.level.setMinimumContentsLength(12)
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

        self.unit_form.addWidget(self.level, 0, 1, 1, 1)

        self.level_note = QLabel(self.unit_body)
        self.level_note.setObjectName(u"level_note")
        self.level_note.setProperty(u"role", u"small")
        self.level_note.setTextFormat(Qt.TextFormat.PlainText)
        self.level_note.setWordWrap(True)

        self.unit_form.addWidget(self.level_note, 1, 1, 1, 1)

        self.level_fault = QLabel(self.unit_body)
        self.level_fault.setObjectName(u"level_fault")
        self.level_fault.setProperty(u"role", u"fault")
        self.level_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.level_fault.setWordWrap(True)

        self.unit_form.addWidget(self.level_fault, 2, 1, 1, 1)

        self.name_label = QLabel(self.unit_body)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"label")
        self.name_label.setTextFormat(Qt.TextFormat.PlainText)

        self.unit_form.addWidget(self.name_label, 3, 0, 1, 1)

        self.name = QLineEdit(self.unit_body)
        self.name.setObjectName(u"name")
        self.name.setMaxLength(300)

        self.unit_form.addWidget(self.name, 3, 1, 1, 1)

        self.name_fault = QLabel(self.unit_body)
        self.name_fault.setObjectName(u"name_fault")
        self.name_fault.setProperty(u"role", u"fault")
        self.name_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.name_fault.setWordWrap(True)

        self.unit_form.addWidget(self.name_fault, 4, 1, 1, 1)

        self.place_label = QLabel(self.unit_body)
        self.place_label.setObjectName(u"place_label")
        self.place_label.setProperty(u"role", u"label")
        self.place_label.setTextFormat(Qt.TextFormat.PlainText)

        self.unit_form.addWidget(self.place_label, 5, 0, 1, 1)

        self.place = QLineEdit(self.unit_body)
        self.place.setObjectName(u"place")
        self.place.setMaxLength(300)

        self.unit_form.addWidget(self.place, 5, 1, 1, 1)

        self.place_fault = QLabel(self.unit_body)
        self.place_fault.setObjectName(u"place_fault")
        self.place_fault.setProperty(u"role", u"fault")
        self.place_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.place_fault.setWordWrap(True)

        self.unit_form.addWidget(self.place_fault, 6, 1, 1, 1)

        self.superior_label = QLabel(self.unit_body)
        self.superior_label.setObjectName(u"superior_label")
        self.superior_label.setProperty(u"role", u"label")
        self.superior_label.setTextFormat(Qt.TextFormat.PlainText)

        self.unit_form.addWidget(self.superior_label, 7, 0, 1, 1)

        self.superior = QLineEdit(self.unit_body)
        self.superior.setObjectName(u"superior")
        self.superior.setMaxLength(300)

        self.unit_form.addWidget(self.superior, 7, 1, 1, 1)

        self.superior_fault = QLabel(self.unit_body)
        self.superior_fault.setObjectName(u"superior_fault")
        self.superior_fault.setProperty(u"role", u"fault")
        self.superior_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.superior_fault.setWordWrap(True)

        self.unit_form.addWidget(self.superior_fault, 8, 1, 1, 1)

        self.facts_label = QLabel(self.unit_body)
        self.facts_label.setObjectName(u"facts_label")
        self.facts_label.setProperty(u"role", u"label")
        self.facts_label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts_label.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignTop)

        self.unit_form.addWidget(self.facts_label, 9, 0, 1, 1)

        self.facts = QWidget(self.unit_body)
        self.facts.setObjectName(u"facts")
        self.facts_column = QVBoxLayout(self.facts)
        self.facts_column.setSpacing(2)
        self.facts_column.setObjectName(u"facts_column")
        self.facts_column.setContentsMargins(0, 0, 0, 0)

        self.unit_form.addWidget(self.facts, 9, 1, 1, 1)

        self.facts_fault = QLabel(self.unit_body)
        self.facts_fault.setObjectName(u"facts_fault")
        self.facts_fault.setProperty(u"role", u"fault")
        self.facts_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.facts_fault.setWordWrap(True)

        self.unit_form.addWidget(self.facts_fault, 10, 1, 1, 1)

        self.unit_form.setColumnStretch(1, 1)

        self.unit_column.addLayout(self.unit_form)

        self.unit_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.unit_column.addItem(self.unit_gap)

        self.unit_scroll.setWidget(self.unit_body)

        self.unit_page_column.addWidget(self.unit_scroll)

        self.sections.addWidget(self.unit_page)
        self.communes_page = QWidget()
        self.communes_page.setObjectName(u"communes_page")
        self.communes_column = QVBoxLayout(self.communes_page)
        self.communes_column.setSpacing(8)
        self.communes_column.setObjectName(u"communes_column")
        self.communes_column.setContentsMargins(24, 8, 24, 4)
        self.sections.addWidget(self.communes_page)
        self.agencies_page = QWidget()
        self.agencies_page.setObjectName(u"agencies_page")
        self.agencies_column = QVBoxLayout(self.agencies_page)
        self.agencies_column.setSpacing(8)
        self.agencies_column.setObjectName(u"agencies_column")
        self.agencies_column.setContentsMargins(24, 8, 24, 4)
        self.sections.addWidget(self.agencies_page)
        self.signing_page = QWidget()
        self.signing_page.setObjectName(u"signing_page")
        self.signing_page_column = QVBoxLayout(self.signing_page)
        self.signing_page_column.setSpacing(0)
        self.signing_page_column.setObjectName(u"signing_page_column")
        self.signing_page_column.setContentsMargins(0, 0, 0, 0)
        self.signing_scroll = QScrollArea(self.signing_page)
        self.signing_scroll.setObjectName(u"signing_scroll")
        self.signing_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.signing_scroll.setWidgetResizable(True)
        self.signing_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.signing_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.signing_body = QWidget()
        self.signing_body.setObjectName(u"signing_body")
        self.signing_column = QVBoxLayout(self.signing_body)
        self.signing_column.setSpacing(0)
        self.signing_column.setObjectName(u"signing_column")
        self.signing_column.setContentsMargins(0, 0, 0, 0)
        self.signing_form = QGridLayout()
        self.signing_form.setObjectName(u"signing_form")
        self.signing_form.setHorizontalSpacing(14)
        self.signing_form.setVerticalSpacing(5)
        self.signing_form.setContentsMargins(24, 8, 24, 8)
        self.position_label = QLabel(self.signing_body)
        self.position_label.setObjectName(u"position_label")
        self.position_label.setProperty(u"role", u"label")
        self.position_label.setTextFormat(Qt.TextFormat.PlainText)
        self.position_label.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignTop)

        self.signing_form.addWidget(self.position_label, 0, 0, 1, 1)

        self.position = QPlainTextEdit(self.signing_body)
        self.position.setObjectName(u"position")
        self.position.setTabChangesFocus(True)
        self.position.setMaximumSize(QSize(16777215, 84))
        self.position.setMinimumSize(QSize(0, 84))

        self.signing_form.addWidget(self.position, 0, 1, 1, 1)

        self.position_words = QLabel(self.signing_body)
        self.position_words.setObjectName(u"position_words")
        self.position_words.setProperty(u"role", u"small")
        self.position_words.setTextFormat(Qt.TextFormat.PlainText)
        self.position_words.setWordWrap(True)

        self.signing_form.addWidget(self.position_words, 1, 1, 1, 1)

        self.position_fault = QLabel(self.signing_body)
        self.position_fault.setObjectName(u"position_fault")
        self.position_fault.setProperty(u"role", u"fault")
        self.position_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.position_fault.setWordWrap(True)

        self.signing_form.addWidget(self.position_fault, 2, 1, 1, 1)

        self.signer_label = QLabel(self.signing_body)
        self.signer_label.setObjectName(u"signer_label")
        self.signer_label.setProperty(u"role", u"label")
        self.signer_label.setTextFormat(Qt.TextFormat.PlainText)

        self.signing_form.addWidget(self.signer_label, 3, 0, 1, 1)

        self.signer_name = QLineEdit(self.signing_body)
        self.signer_name.setObjectName(u"signer_name")
        self.signer_name.setMaxLength(300)

        self.signing_form.addWidget(self.signer_name, 3, 1, 1, 1)

        self.signer_fault = QLabel(self.signing_body)
        self.signer_fault.setObjectName(u"signer_fault")
        self.signer_fault.setProperty(u"role", u"fault")
        self.signer_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.signer_fault.setWordWrap(True)

        self.signing_form.addWidget(self.signer_fault, 4, 1, 1, 1)

        self.addressees_label = QLabel(self.signing_body)
        self.addressees_label.setObjectName(u"addressees_label")
        self.addressees_label.setProperty(u"role", u"label")
        self.addressees_label.setTextFormat(Qt.TextFormat.PlainText)
        self.addressees_label.setAlignment(Qt.AlignmentFlag.AlignLeading|Qt.AlignmentFlag.AlignLeft|Qt.AlignmentFlag.AlignTop)

        self.signing_form.addWidget(self.addressees_label, 5, 0, 1, 1)

        self.addressees = QPlainTextEdit(self.signing_body)
        self.addressees.setObjectName(u"addressees")
        self.addressees.setTabChangesFocus(True)
        self.addressees.setMaximumSize(QSize(16777215, 84))
        self.addressees.setMinimumSize(QSize(0, 84))

        self.signing_form.addWidget(self.addressees, 5, 1, 1, 1)

        self.addressees_words = QLabel(self.signing_body)
        self.addressees_words.setObjectName(u"addressees_words")
        self.addressees_words.setProperty(u"role", u"small")
        self.addressees_words.setTextFormat(Qt.TextFormat.PlainText)
        self.addressees_words.setWordWrap(True)

        self.signing_form.addWidget(self.addressees_words, 6, 1, 1, 1)

        self.addressees_fault = QLabel(self.signing_body)
        self.addressees_fault.setObjectName(u"addressees_fault")
        self.addressees_fault.setProperty(u"role", u"fault")
        self.addressees_fault.setTextFormat(Qt.TextFormat.PlainText)
        self.addressees_fault.setWordWrap(True)

        self.signing_form.addWidget(self.addressees_fault, 7, 1, 1, 1)

        self.signing_form.setColumnStretch(1, 1)

        self.signing_column.addLayout(self.signing_form)

        self.signing_gap = QSpacerItem(1, 1, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.signing_column.addItem(self.signing_gap)

        self.signing_scroll.setWidget(self.signing_body)

        self.signing_page_column.addWidget(self.signing_scroll)

        self.sections.addWidget(self.signing_page)

        self.whole.addWidget(self.sections)

        self.foot = QWidget(OfficeRegister)
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

        self.discard = QPushButton(self.foot)
        self.discard.setObjectName(u"discard")
        self.discard.setProperty(u"kind", u"flat")

        self.foot_line.addWidget(self.discard)

        self.cancel = QPushButton(self.foot)
        self.cancel.setObjectName(u"cancel")

        self.foot_line.addWidget(self.cancel)

        self.keep = QPushButton(self.foot)
        self.keep.setObjectName(u"keep")
        self.keep.setProperty(u"kind", u"primary")
        self.keep.setProperty(u"sign", u"check")

        self.foot_line.addWidget(self.keep)

        self.foot_line.setStretch(0, 8)
        self.foot_line.setStretch(1, 8)
        self.foot_line.setStretch(2, 1)

        self.whole.addWidget(self.foot)

        self.whole.setStretch(2, 1)
#if QT_CONFIG(shortcut)
        self.level_label.setBuddy(self.level)
        self.name_label.setBuddy(self.name)
        self.place_label.setBuddy(self.place)
        self.superior_label.setBuddy(self.superior)
        self.position_label.setBuddy(self.position)
        self.signer_label.setBuddy(self.signer_name)
        self.addressees_label.setBuddy(self.addressees)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(OfficeRegister)

        self.sections.setCurrentIndex(0)

    # setupUi

    def retranslateUi(self, OfficeRegister):
        OfficeRegister.setWindowTitle(QCoreApplication.translate("OfficeRegister", u"\u0110\u01a1n v\u1ecb v\u00e0 danh b\u1ea1", None))
        self.title.setText(QCoreApplication.translate("OfficeRegister", u"\u0110\u01a1n v\u1ecb v\u00e0 danh b\u1ea1", None))
        self.from_dossier.setText(QCoreApplication.translate("OfficeRegister", u"L\u1ea5y t\u1eeb h\u1ed3 s\u01a1 g\u1ea7n nh\u1ea5t", None))
        self.to_unit.setText(QCoreApplication.translate("OfficeRegister", u"\u0110\u01a1n v\u1ecb", None))
        self.to_communes.setText(QCoreApplication.translate("OfficeRegister", u"X\u00e3, ph\u01b0\u1eddng", None))
        self.to_agencies.setText(QCoreApplication.translate("OfficeRegister", u"C\u01a1 quan th\u1ef1c hi\u1ec7n", None))
        self.to_signing.setText(QCoreApplication.translate("OfficeRegister", u"K\u00fd v\u00e0 n\u01a1i g\u1eedi", None))
        self.level_label.setText(QCoreApplication.translate("OfficeRegister", u"C\u1ea5p", None))
#if QT_CONFIG(accessibility)
        self.level.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"C\u1ea5p c\u1ee7a \u0111\u01a1n v\u1ecb", None))
#endif // QT_CONFIG(accessibility)
        self.level_note.setText("")
        self.level_fault.setText("")
        self.name_label.setText(QCoreApplication.translate("OfficeRegister", u"T\u00ean \u0111\u01a1n v\u1ecb", None))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"T\u00ean \u0111\u01a1n v\u1ecb", None))
#endif // QT_CONFIG(accessibility)
        self.name.setPlaceholderText(QCoreApplication.translate("OfficeRegister", u"v\u00ed d\u1ee5: huy\u1ec7n Phong Th\u1ed5", None))
        self.name_fault.setText("")
        self.place_label.setText(QCoreApplication.translate("OfficeRegister", u"\u0110\u1ecba danh", None))
#if QT_CONFIG(accessibility)
        self.place.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"\u0110\u1ecba danh ghi tr\u01b0\u1edbc ng\u00e0y th\u00e1ng", None))
#endif // QT_CONFIG(accessibility)
        self.place.setPlaceholderText(QCoreApplication.translate("OfficeRegister", u"v\u00ed d\u1ee5: Phong Th\u1ed5", None))
        self.place_fault.setText("")
        self.superior_label.setText(QCoreApplication.translate("OfficeRegister", u"C\u1ea5p tr\u00ean tr\u1ef1c ti\u1ebfp", None))
#if QT_CONFIG(accessibility)
        self.superior.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"C\u1ea5p tr\u00ean tr\u1ef1c ti\u1ebfp", None))
#endif // QT_CONFIG(accessibility)
        self.superior.setPlaceholderText(QCoreApplication.translate("OfficeRegister", u"v\u00ed d\u1ee5: t\u1ec9nh Lai Ch\u00e2u", None))
        self.superior_fault.setText("")
        self.facts_label.setText(QCoreApplication.translate("OfficeRegister", u"\u0110\u1eb7c \u0111i\u1ec3m", None))
        self.facts_fault.setText("")
        self.position_label.setText(QCoreApplication.translate("OfficeRegister", u"Quy\u1ec1n h\u1ea1n, ch\u1ee9c v\u1ee5 k\u00fd", None))
#if QT_CONFIG(accessibility)
        self.position.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"Quy\u1ec1n h\u1ea1n, ch\u1ee9c v\u1ee5 k\u00fd, m\u1ed7i d\u00f2ng m\u1ed9t \u00fd", None))
#endif // QT_CONFIG(accessibility)
        self.position.setPlaceholderText(QCoreApplication.translate("OfficeRegister", u"TM. \u1ee6Y BAN NH\u00c2N D\u00c2N\n"
"KT. CH\u1ee6 T\u1ecaCH\n"
"PH\u00d3 CH\u1ee6 T\u1ecaCH", None))
        self.position_words.setText(QCoreApplication.translate("OfficeRegister", u"M\u1ed7i d\u00f2ng m\u1ed9t \u00fd, t\u1eeb tr\u00ean xu\u1ed1ng nh\u01b0 trong v\u0103n b\u1ea3n. \u0110\u1ec3 tr\u1ed1ng: ghi theo c\u1ea5p c\u1ee7a \u0111\u01a1n v\u1ecb.", None))
        self.position_fault.setText("")
        self.signer_label.setText(QCoreApplication.translate("OfficeRegister", u"H\u1ecd v\u00e0 t\u00ean ng\u01b0\u1eddi k\u00fd", None))
#if QT_CONFIG(accessibility)
        self.signer_name.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"H\u1ecd v\u00e0 t\u00ean ng\u01b0\u1eddi k\u00fd", None))
#endif // QT_CONFIG(accessibility)
        self.signer_name.setPlaceholderText(QCoreApplication.translate("OfficeRegister", u"\u0111\u1ec3 tr\u1ed1ng n\u1ebfu ch\u01b0a bi\u1ebft", None))
        self.signer_fault.setText("")
        self.addressees_label.setText(QCoreApplication.translate("OfficeRegister", u"K\u00ednh g\u1eedi", None))
#if QT_CONFIG(accessibility)
        self.addressees.setAccessibleName(QCoreApplication.translate("OfficeRegister", u"N\u01a1i k\u00ednh g\u1eedi, m\u1ed7i d\u00f2ng m\u1ed9t n\u01a1i", None))
#endif // QT_CONFIG(accessibility)
        self.addressees_words.setText(QCoreApplication.translate("OfficeRegister", u"M\u1ed7i d\u00f2ng m\u1ed9t n\u01a1i.", None))
        self.addressees_fault.setText("")
        self.unsaved.setText("")
        self.foot_words.setText("")
        self.discard.setText(QCoreApplication.translate("OfficeRegister", u"B\u1ecf thay \u0111\u1ed5i", None))
        self.cancel.setText(QCoreApplication.translate("OfficeRegister", u"\u0110\u00f3ng", None))
        self.keep.setText(QCoreApplication.translate("OfficeRegister", u"L\u01b0u danh b\u1ea1", None))
    # retranslateUi

