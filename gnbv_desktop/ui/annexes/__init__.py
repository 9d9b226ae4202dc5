"""The annexes as they will be sent: sheets that follow what is typed and lead to where it was typed."""
