package io.flashsale.order.persistence;

import io.flashsale.order.application.OrderNotes;
import io.flashsale.order.domain.OrderId;
import io.flashsale.transactions.AtDatabase;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

@Repository
class AtOrderNotes implements OrderNotes {

    private static final RowMapper<Note> ROW = (row, _) ->
            new Note(row.getString(1), new OrderId(row.getLong(2)), row.getString(3), row.getLong(4), row.getString(5));

    private final AtDatabase atDatabase;

    AtOrderNotes(AtDatabase atDatabase) {
        this.atDatabase = atDatabase;
    }

    @Override
    public Adding add(Note note) {
        try {
            atDatabase.inBranch(at -> at.update(
                    "INSERT INTO order_note (note_id, order_id, text, points, written_by, written_at)"
                            + " VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                    note.noteId(),
                    note.orderId().value(),
                    note.text(),
                    note.points(),
                    note.writtenBy()));
            return Adding.DONE;
        } catch (DuplicateKeyException e) {
            return atDatabase
                    .readDecided(at -> at.query(
                            "SELECT note_id, order_id, text, points, written_by FROM order_note WHERE note_id = ?"
                                    + " FOR UPDATE",
                            ROW,
                            note.noteId()))
                    .map(found -> found.equals(List.of(note)) ? Adding.DONE : Adding.OTHERWISE)
                    .orElse(Adding.UNDECIDED);
        }
    }
}
