package dev.nightjar.schedules.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, for records. */
final class Host {

  private Host() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
