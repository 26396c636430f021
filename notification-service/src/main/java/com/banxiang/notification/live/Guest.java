package com.banxiang.notification.live;

import com.banxiang.platform.security.Account;
import java.util.UUID;

/** Who opened a WebSocket, and by which login. */
record Guest(Account account, UUID session) {}
