// Error numbers of the simulated kernel: Linux x86-64 values (errno(3)).
#pragma once

#include <string_view>

namespace sim {

enum Errno : int {
  kEPERM = 1,
  kENOENT = 2,
  kESRCH = 3,
  kEINTR = 4,
  kEIO = 5,
  kENXIO = 6,
  kE2BIG = 7,
  kENOEXEC = 8,
  kEBADF = 9,
  kECHILD = 10,
  kEAGAIN = 11,
  kENOMEM = 12,
  kEACCES = 13,
  kEFAULT = 14,
  kEBUSY = 16,
  kEEXIST = 17,
  kENODEV = 19,
  kENOTDIR = 20,
  kEISDIR = 21,
  kEINVAL = 22,
  kENFILE = 23,
  kEMFILE = 24,
  kENOTTY = 25,
  kEFBIG = 27,
  kENOSPC = 28,
  kESPIPE = 29,
  kEROFS = 30,
  kEPIPE = 32,
  kEDOM = 33,
  kERANGE = 34,
  kEDEADLK = 35,
  kENAMETOOLONG = 36,
  kENOSYS = 38,
  kENOTEMPTY = 39,
  kENOMSG = 42,
  kEIDRM = 43,
  kEOVERFLOW = 75,
  kEMSGSIZE = 90,
  kENOTSUP = 95,
  kETIMEDOUT = 110,
};

// "EAGAIN" for 11; "E?" for a number the simulated kernel never returns.
std::string_view errno_name(int number);
// "Resource temporarily unavailable" for 11, as strerror(3) says in the C locale.
std::string_view errno_text(int number);

}  // namespace sim
