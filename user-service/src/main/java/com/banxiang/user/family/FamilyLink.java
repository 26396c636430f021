package com.banxiang.user.family;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.family.FamilyEvent.Relationship;
import java.time.Instant;
import java.util.UUID;

/**
 * That one app user is the child of another.
 *
 * @param live false once either of them has ended it
 */
record FamilyLink(
        UUID linkId,
        UUID parentId,
        UUID childId,
        Relationship relationship,
        Instant linkedAt,
        boolean live,
        long version) {

    Account child() {
        return new Account(AccountKind.USER, childId);
    }

    FamilyLink with(Relationship changed, long newer) {
        return new FamilyLink(linkId, parentId, childId, changed, linkedAt, live, newer);
    }
}
